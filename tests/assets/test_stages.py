"""The lines that only set the stage, in a real browser on a mini site."""

import functools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.mini import CONFIGURATION, MiniSite
from tests.test_site import answer

HOME = "https://example.org/mini/"
PROGRAM = """\
# /// script
# [tool.running-loop]
# stage = ["SERVER", "ask"]
# timeline = "open"
# ///
import asyncio

SERVER = {
    "pause": 0.1,
}


async def ask():
    await asyncio.sleep(SERVER["pause"])


async def main():
    await asyncio.gather(ask(), ask())
    print("done")


asyncio.run(main())
"""
BODY = PROGRAM.partition("# ///\n")[2]
FEATURES = "  font: false\n  features: [content.code.copy]\n"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = MiniSite(tmp_path_factory.mktemp("site"))
    site.write("mkdocs.yml", CONFIGURATION.replace("  font: false\n", FEATURES))
    site.program(PROGRAM, "done\n")
    built = site.build()
    assert built.status == 0, built.said
    return site.place / "site"


Opener = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, published: Path) -> Iterator[Opener]:
    contexts = []

    def open_(**options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.route(f"{HOME}**", functools.partial(answer, home=HOME, folder=published))
        page.goto(HOME, wait_until="networkidle")
        return page

    yield open_
    for context in contexts:
        context.close()


def fold(page: Page) -> Locator:
    return page.get_by_role("checkbox", name="7 lines that set the stage: SERVER, ask")


def lines(page: Page) -> Locator:
    return page.locator(".run .stage__lines")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_stage_is_folded_and_opens_by_mouse_and_keyboard(
    opened: Opener,
    scripts: bool,  # noqa: FBT001
) -> None:
    page = opened(java_script_enabled=scripts)
    expect(lines(page)).to_be_hidden()
    fold(page).click()
    expect(lines(page)).to_be_visible()
    assert lines(page).evaluate("lines => getComputedStyle(lines).opacity") < "1" if scripts else 1
    fold(page).press("Space")
    expect(lines(page)).to_be_hidden()
    if scripts:
        fold(page).press("Enter")
        expect(lines(page)).to_be_visible()


@pytest.mark.parametrize("is_open", [True, False])
def test_the_copied_program_is_whole(opened: Opener, is_open: bool) -> None:  # noqa: FBT001
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    fold(page).set_checked(is_open)
    page.locator(
        ".run .language-python [data-md-type=copy], .run .language-python .md-clipboard"
    ).click()
    page.wait_for_function("navigator.clipboard.readText().then((text) => text !== '')")
    assert page.evaluate("navigator.clipboard.readText()") == BODY.rstrip()


def test_the_printed_page_has_the_whole_program(opened: Opener) -> None:
    page = opened()
    page.emulate_media(media="print")
    expect(lines(page)).to_be_visible()
    expect(page.locator(".stage__fold")).to_be_hidden()


def test_stepping_counts_folded_lines_and_opens_them(opened: Opener) -> None:
    page = opened()
    numbered = page.locator(".run .language-python .code-line").all_text_contents()
    assert "".join(numbered) == BODY
    page.get_by_role("button", name="Step through").click()
    for _ in range(30):
        if page.locator(".stage .code-line.is-now").count():
            break
        page.get_by_role("button", name="Next step").click()
    expect(lines(page)).to_be_visible()
    expect(page.locator(".code-line.is-now")).to_contain_text("ask")


def test_pointing_at_a_folded_line_lights_its_fold_and_moves_nothing(opened: Opener) -> None:
    page = opened()
    before = fold(page).evaluate("fold => getComputedStyle(fold).backgroundColor")
    page.locator(".rl-wait").filter(has_text="ask 1 waits").hover()
    expect(page.locator(".steps__code")).to_have_text('9  await asyncio.sleep(SERVER["pause"])')
    expect(lines(page)).to_be_hidden()
    assert fold(page).evaluate("fold => getComputedStyle(fold).backgroundColor") != before
