"""Cells in a kernel: their limits, what they leave behind, and the order of what they print."""

import json
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from running_loop.runs import kernel
from running_loop.runs.kernel import CellError, execute, printed
from tests.mini import MiniSite, inside

SLEEPER = "import time; time.sleep(60)"


def cell(source: str) -> NotebookNode:
    made: NotebookNode = nbformat.v4.new_code_cell(source)
    return made


def ran(folder: Path, *sources: str) -> list[str]:
    """Return what cells printed."""
    cells = [cell(source) for source in sources]
    execute(cells, folder)
    return [printed(item) for item in cells]


def test_all_streams_come_in_the_order_printed(tmp_path: Path) -> None:
    both = (
        "import os, subprocess, sys\n"
        "for n in range(4): print(n, file=(sys.stdout, sys.stderr)[n % 2])"
    )
    child = (
        'subprocess.run(["sh", "-c", "echo x >&2; echo y"])\nprint("z", end="")\nos.write(2, b"!")'
    )
    shown = 'display("shown")\nprint("last")'
    assert ran(tmp_path, f"{both}\n{child}\n{shown}", 'print("next")') == [
        "0\n1\n2\n3\nx\ny\nz!'shown'\nlast\n",
        "next\n",
    ]


def test_a_forked_child_prints_in_its_place(tmp_path: Path) -> None:
    # From Python 3.12 on, a fork beside threads warns, and a kernel has threads.
    quiet = "import os, warnings\nwarnings.simplefilter('ignore')\n"
    fork = f"{quiet}if not os.fork():\n    print('child', flush=True)\n    os._exit(0)\n"
    assert ran(tmp_path, f"{fork}os.wait()\nprint('parent')") == ["child\nparent\n"]


@pytest.mark.parametrize("text", ["ä€🐍" * 30_000, "\\udcff"])
def test_text_comes_whole(tmp_path: Path, text: str) -> None:
    assert ran(tmp_path, f"print('{text[:15_000]}')") == [f"{text[:15_000]}\n"]


FLOODS = {
    "lines": ("while True: print('spam')", "printed more than 64 KiB"),
    "one": ("print('spam' * 1_000_000)", "printed more than 64 KiB"),
    "child": ("import os\nos.system('yes')", "printed more than 64 KiB"),
    "shown": ("while True: display({'text/html': 'x' * 99999}, raw=True)", "displayed more than 4"),
}


@pytest.mark.parametrize("kind", FLOODS)
def test_the_output_limit_ends_them(tmp_path: Path, kind: str) -> None:
    source, says = FLOODS[kind]
    with pytest.raises(CellError, match=says) as raised:
        ran(tmp_path, "1", source)
    assert raised.value.index == 1


@pytest.mark.parametrize(
    "source",
    [
        "while True: pass",
        "import time\nwhile True:\n    try: time.sleep(9)\n    except BaseException: pass",
        "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
        "import os\nos.execvp('sleep', ['sleep', '60'])",
    ],
)
def test_the_time_limit_ends_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.setattr(kernel, "CELL_TIMEOUT_S", 3)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(CellError, match="did not end within 3 s"):
        ran(tmp_path, source)
    assert inside(tmp_path) == []


@pytest.mark.parametrize("options", ["", ", env={}", ", cwd='/'"])
def test_no_child_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: str) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    start = f"Popen([sys.executable, '-c', {SLEEPER!r}], start_new_session=True{options})"
    source = f"import sys\nfrom subprocess import Popen\nprint({start}.pid)"
    (tmp_path / "docs").mkdir()
    (said,) = ran(tmp_path / "docs", source)
    stat = Path(f"/proc/{said.strip()}/stat")
    assert not stat.exists() or ") Z " in stat.read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["docs"]


def test_paths_of_the_machine_are_cut(tmp_path: Path) -> None:
    (tmp_path / "beside.py").write_text("import warnings\nwarnings.warn('old', stacklevel=1)\n")
    warn = "import warnings\nwarnings.warn('here')\nimport beside\nraise OSError(beside.__file__)"
    cells = [nbformat.v4.new_code_cell(warn, metadata={"tags": [kernel.MAY_RAISE]})]
    execute(cells, tmp_path)
    said = printed(cells[0])
    assert said.startswith("cell.py:2: UserWarning: here")
    assert "\nbeside.py:2: UserWarning: old" in said
    assert cells[0].outputs[-1].traceback == ["OSError: beside.py"]


def test_cells_read_beside_their_page_and_write_nothing_there(mini: MiniSite) -> None:
    mini.write("docs/data.txt", "one\n")
    mini.write("docs/sub/more.txt", "two\n")
    read = "print(open('../data.txt').read() + open('more.txt').read())"
    mini.page(
        f"{read}\nfor n in ('../data.txt', 'new.txt', 'page.md'): open(n, 'w').write('x')",
        name="sub/page.md",
    )
    page = (mini.place / "docs/sub/page.md").read_text()
    built = mini.build()
    assert built.status == 0, built.said
    assert "one\ntwo\n" in (mini.place / "site/sub/page/index.md").read_text()
    assert (mini.place / "docs/data.txt").read_text() == "one\n"
    assert (mini.place / "docs/sub/page.md").read_text() == page
    assert not list(mini.place.rglob("new.txt"))


SPECS = {
    "missing": """
        from jupyter_client.kernelspec import KernelSpecManager
        KernelSpecManager._find_spec_directory = lambda *_: None
    """,
    "broken": "import os\nos.environ['JUPYTER_PATH'] = 'jupyter'\n",
}


@pytest.mark.parametrize("hook", SPECS.values(), ids=SPECS)
def test_cells_run_in_the_build_s_own_python_whatever_kernels_jupyter_knows(
    mini: MiniSite, hook: str
) -> None:
    """The execute plugin would look for another kernel, and run the page without us."""
    mini.write("hook.py", hook)
    mini.write("mkdocs.yml", f"{(mini.place / 'mkdocs.yml').read_text()}hooks: [hook.py]\n")
    for name in ("python3", "other"):
        spec = {"argv": ["false"], "display_name": name, "language": "python"}
        mini.write(f"jupyter/kernels/{name}/kernel.json", json.dumps(spec))
    mini.page("import os, sys\nprint(sys.version_info[:2], 'KEEP_OUT' in os.environ)")
    built = mini.build(KEEP_OUT="what nobody may read")
    assert built.status == 0, built.said
    assert "Falling back" not in built.said
    assert f"{sys.version_info[:2]} False" in mini.markdown()
