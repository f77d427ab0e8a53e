import pytest

from running_loop.programs.imports import imported


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import a", "a"),
        ("import a.b.c as d", "a"),
        ("import a as b, c, d.e as f", "a c d"),
        ("x = 1; import a; from b import c", "a b"),
        ("if x: import a", "a"),
        (
            "try: import a\nexcept ImportError: import b\nelse: import c\nfinally: import d",
            "a b c d",
        ),
        ("try:\n    import a\nexcept* OSError:\n    import b", "a b"),
        ("import a, \\\n    b, \\\n    c", "a b c"),
        ("from a import \\\n    b", "a"),
        ("from a import (\n    b,\n    c,\n)", "a"),
        ("async def f():\n    async with x:\n        async for y in z:\n            import a", "a"),
        ("class A:\n    def f(self):\n        from a.b import c", "a"),
        ("match x:\n    case 1:\n        import a\n    case _:\n        import b", "a b"),
        ("while x:\n    pass\nelse:\n    import a", "a"),
        ("from . import a\nfrom .b import c\nfrom .. import d\nfrom .... import e", ""),
        ('"""Shows\nimport a\nfrom b import c\n"""', ""),
        ("x = '''\nimport a\n'''", ""),
        ("# import a", ""),
        ("importable = 1; from_ = 2", ""),
        ("import importlib\nimportlib.import_module('a.b')", "a importlib"),
        ("from importlib import import_module\nx = [import_module('a')]", "a importlib"),
        ("__import__('a')", "a"),
        ("import runpy\nrunpy.run_module('a', run_name='__main__')", "a runpy"),
        ("import_module(name)\nimport_module('.a', 'b')", ""),
        ("\ufeffimport a", "a"),
        ("import a\r\nimport b\r\n", "a b"),
        ("import größe", "größe"),
        ("await x\nimport a", "a"),
        ("s = '\\d'\nimport a", "a"),
    ],
)
def test_what_python_imports(source: str, names: str) -> None:
    assert imported(source) == frozenset(names.split())


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("%matplotlib inline\nimport a as b, c", "a c"),
        ("!ls\nfrom a.b import c", "a"),
        ("import a; import b\nthis is no Python", "a b"),
        ("import a, \\\n    b\n%magic", "a b"),
        ("try: import a\n%magic\nimport_module('b')", "a b"),
        ("import a\n\0", "a"),
        ("import a\n" + "(" * 1000, "a"),
        ("%magic\nfrom . import a", ""),
    ],
)
def test_what_looks_like_imports_in_a_text_that_is_no_python(source: str, names: str) -> None:
    assert imported(source) == frozenset(names.split())


def test_a_long_chain_of_branches_is_followed_to_its_end() -> None:
    chain = "".join(f"elif x == {number}:\n    pass\n" for number in range(400))
    assert imported(f"if x:\n    pass\n{chain}else:\n    import a\n") == {"a"}
