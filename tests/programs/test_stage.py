from textwrap import dedent

import pytest

from running_loop.programs import stage

PROGRAM = dedent(
    """\
    \"\"\"One line.
    # no comment
    \"\"\"
    import os
    from a import b as c
    # The server,
    # for all.
    SERVER = {
        "host": os.getenv("HOST"),
    }

    host, (port, *rest) = "", (1, 2)
    limit: int = 3
    # Of main.

    @c
    @property
    async def serve():
        inside = 1

    class Pool: ...

    c.configure(1)
    c.show = None
    c.kept["x"] = [name for name in ()]
    if os:
        chosen = 1
    one = 1; two = 2
    """
)


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["SERVER"], [(6, 10, "SERVER")]),
        (["port"], [(12, 12, "port")]),
        (["SERVER", "rest"], [(6, 12, "SERVER, rest")]),
        (["SERVER", "limit"], [(6, 10, "SERVER"), (13, 13, "limit")]),
        (["serve"], [(16, 19, "serve")]),
        (["Pool", "serve"], [(16, 21, "serve, Pool")]),
        (["os"], [(4, 4, "os")]),
        (["c"], [(5, 5, "c")]),
        (["os", "c"], [(4, 5, "os, c")]),
        (["c.configure", "c.show", "c.kept"], [(23, 25, "c.configure, c.show, c.kept")]),
        (["chosen"], [(26, 27, "chosen")]),
        (["one"], []),
        (["one", "two"], [(28, 28, "one, two")]),
        (["inside", "name"], []),
        (["serve.inside"], [(19, 19, "serve.inside")]),
        ([], []),
    ],
)
def test_statements_that_stand_together_are_one_group(
    names: list[str], found: list[tuple[int, int, str]]
) -> None:
    groups = stage.groups(PROGRAM, names)
    assert [(group.first, group.last, ", ".join(group.names)) for group in groups] == found


MAIN = dedent(
    """\
    async def main():
        # The server,
        # on a free port.
        server = Server(
            Config(app),
        )
        sock, url = listen(), ""
        async with group(), http as session:
            try:
                group.create_task(server.serve([sock])); print(1)
            except Error:
                session.spare = 1
            def done():
                late = 1
        if sock:
            print(2)
            server.should_exit = True
        print(url)
        class Pool:
            size = 1
    """
)


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["main.server", "main.url"], [(2, 7, "main.server, main.url")]),
        (["main.group.create_task"], []),
        (
            ["main.group.create_task", "main.print"],
            [
                (10, 10, "main.group.create_task, main.print"),
                (16, 16, "main.print"),
                (18, 18, "main.print"),
            ],
        ),
        (["main.session", "main.session.spare"], [(12, 12, "main.session.spare")]),
        (["main.done"], [(13, 14, "main.done")]),
        (["main.done.late"], [(14, 14, "main.done.late")]),
        (["main.server.should_exit"], [(17, 17, "main.server.should_exit")]),
        (["main", "main.sock"], [(1, 20, "main")]),
        (["main.Pool"], [(19, 20, "main.Pool")]),
        (["main.size"], []),
        (["server", "sock"], []),
    ],
)
def test_statements_in_a_function_are_named_with_it(
    names: list[str], found: list[tuple[int, int, str]]
) -> None:
    groups = stage.groups(MAIN, names)
    assert [(group.first, group.last, ", ".join(group.names)) for group in groups] == found


def test_the_names_are_those_of_the_statements() -> None:
    said = "os c SERVER host port rest limit serve serve.inside Pool"
    said += " c.configure c.show c.kept chosen one two"
    assert stage.defined(PROGRAM) == said.split()


@pytest.mark.parametrize("source", ["def", "x = = 1", "\0", "(" * 9999])
def test_what_is_no_python_has_no_stage(source: str) -> None:
    assert stage.defined(source) is None
    assert stage.groups(source, ["x"]) == []


@pytest.mark.parametrize(
    ("last", "says"), [(1, "1 line that sets the stage: A"), (3, "3 lines that set the stage: A")]
)
def test_a_group_says_how_many_lines_it_is(last: int, says: str) -> None:
    assert stage.Group(1, last, ("A",)).says == says
