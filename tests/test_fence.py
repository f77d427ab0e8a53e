import pytest

from running_loop.fence import fences, wrap

TEXT = """\
~~~
```python
~~~

````markdown
```python
inner
```
````

=== "A tab"

    ```py title="x"
    in_tab
    ```

> ```{.python}
> quoted
> ```

```python
never closed
"""


def test_fences_are_found_with_their_places() -> None:
    found = [(fence.line, fence.indent, fence.marker, fence.info) for fence in fences(TEXT)]
    assert found == [
        (1, "", "~~~", ""),
        (5, "", "````", "markdown"),
        (13, "    ", "```", 'py title="x"'),
        (17, "> ", "```", "{.python}"),
        (21, "", "```", "python"),
    ]


@pytest.mark.parametrize(
    ("info", "is_python"),
    [
        ("python", True),
        ("py", True),
        ("{.python .x}", True),
        ("Python3", True),
        ("text", False),
        ("", False),
    ],
)
def test_what_a_reader_takes_for_python(info: str, is_python: bool) -> None:  # noqa: FBT001
    (fence,) = fences(f"```{info}\n```")
    assert fence.is_python is is_python


@pytest.mark.parametrize("text", ["a\n", "a", "```\n", "`````\n~~~\n"])
def test_a_wrapped_text_comes_back(text: str) -> None:
    (fence,) = fences(wrap(text, "text"))
    assert fence.text == text.rstrip("\n") + "\n"
    assert fence.info == "text"


def test_a_fence_that_never_ends_is_known() -> None:
    assert [fence.is_closed for fence in fences(TEXT)] == [True, True, True, True, False]
