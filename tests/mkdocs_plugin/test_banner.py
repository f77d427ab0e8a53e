"""Serving with mistakes: a real `mkdocs serve`, a real browser."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.mini import MiniSite
from tests.mkdocs_plugin.test_plugin import FAILURE, fetch, serving, wait_until

HOSTILE = "print('</div><script>document.title = \"OWNED\"</script>')\n"


def test_a_browser_shows_why_a_build_failed_and_the_next_save_recovers(
    mini: MiniSite, browser: Browser
) -> None:
    mini.program("print('good')\n", "good\n")
    with serving(mini) as address:
        wait_until(lambda: "good" in fetch(address))
        page = browser.new_page()
        page.goto(address)
        banner = page.locator("#running-loop-failure")
        mini.write("snippets/demo/a.py", HOSTILE)
        banner.wait_for()
        assert "demo/a.out" in banner.inner_text()
        assert "</div><script>" in banner.inner_text()
        assert page.title() != "OWNED"
        assert "good" in page.locator("article").inner_text()
        mini.write("snippets/demo/a.py", "print('good')\n")
        banner.wait_for(state="detached")
        page.close()


def test_no_mistake_and_no_fault_ends_the_server(mini: MiniSite) -> None:
    mini.program("print('good')\n", "good\n")
    configuration = mini.place / "mkdocs.yml"
    good = f"{configuration.read_text()}hooks: [hook.py]\n"
    # A server reads a hook once.
    hook = "from pathlib import Path\ndef on_env(env, **_):\n    exec(Path('fault').read_text())\n"
    mini.write("hook.py", hook)
    fault_file = mini.write("fault", "")
    configuration.write_text(good)

    def fails(says: str) -> None:
        wait_until(lambda: says in fetch(address).partition(FAILURE)[2])

    def recovers() -> None:
        wait_until(lambda: "good" in fetch(address) and FAILURE not in fetch(address))

    with serving(mini) as address:
        recovers()
        configuration.write_text(f"{good}  no: [yaml\n")
        fails("parsing the configuration file")
        configuration.write_text(good)
        recovers()
        for fault in ('raise OSError(28, "No space left")', 'raise SystemExit("enough")', "1 / 0"):
            fault_file.write_text(fault)
            configuration.write_text(f"{good}# {fault}\n")
            fails(fault.partition('"')[2].partition('"')[0] or "ZeroDivisionError")
            fault_file.write_text("")
            configuration.write_text(good)
            recovers()


def test_pages_and_programs_come_and_go_while_serving(mini: MiniSite) -> None:
    mini.program("print('good')\n", "good\n")
    with serving(mini) as address:
        wait_until(lambda: "good" in fetch(address))
        mini.write("snippets/more/b.py", "print('second')\n")
        mini.write("snippets/more/b.out", "second\n")
        mini.page('snippet("more/b.py")', name="more.md")
        wait_until(lambda: "second" in fetch(f"{address}more/"))
        (mini.place / "snippets/more/b.py").unlink()
        wait_until(lambda: "does not exist" in fetch(address).partition(FAILURE)[2])
        (mini.place / "docs/more.md").unlink()
        (mini.place / "snippets/more/b.out").unlink()
        wait_until(lambda: FAILURE not in fetch(address) and "good" in fetch(address))
        wait_until(lambda: not fetch(f"{address}more/"))
        assert not Path(mini.place / "site").exists()
