"""What a script adds to timelines, in a real browser on a mini site."""

import functools
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests import ROOT
from tests.mini import CONFIGURATION, MiniSite
from tests.test_site import answer

HOME = "https://example.org/mini/"
# The colours of code, which are the site's own.
STYLE = "extra_css: [stylesheets/running-loop.css]\n"
FEATURES = "  features: [navigation.instant, content.code.copy]\n"
PALETTE = '  palette:\n    - {media: "(prefers-color-scheme: light)", scheme: default}\n'
PALETTE += '    - {media: "(prefers-color-scheme: dark)", scheme: slate}\n'
PROGRAM = '''
    """Two parcels,
    both
    on their way."""
    import asyncio
    async def deliver(name, seconds):
        print(name, "leaves")
        await asyncio.sleep(seconds)
        print(name, "arrives")
    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(deliver("Atlas", 0.05), name="slow")
            group.create_task(deliver("Bicycle", 0.02), name="quick")
        raise SystemExit
    asyncio.run(main())
    '''
OTHER = """
    import asyncio
    async def main():
        print("waiting")
        await asyncio.sleep(0.1)
        await asyncio.sleep(0.1)
    asyncio.run(main())
    """
LINES = ["Atlas leaves", "Bicycle leaves", "Bicycle arrives", "Atlas arrives"]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = MiniSite(tmp_path_factory.mktemp("site"))
    theme = CONFIGURATION.replace("  font: false\n", f"  font: false\n{FEATURES}{PALETTE}")
    site.write("mkdocs.yml", theme + STYLE)
    shutil.copytree(ROOT / "docs" / "stylesheets", site.place / "docs" / "stylesheets")
    site.write("snippets/demo/parcels.py", PROGRAM)
    site.write("snippets/demo/parcels.out", "\n".join([*LINES, ""]))
    for name in ("one", "two"):
        site.write(f"snippets/demo/{name}.py", OTHER.replace("waiting", name))
        site.write(f"snippets/demo/{name}.out", f"{name}\n")
    site.page(
        'snippet("demo/parcels.py")',
        'compare({"One": "demo/one.py", "Two": "demo/two.py"})',
    )
    site.write("docs/other.md", "# Elsewhere\n\n[back](index.md)\n")
    built = site.build()
    assert built.status == 0, built.said
    return site.place / "site"


Opener = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, published: Path) -> Iterator[Opener]:
    """Give a function that opens the page; no error may be reported meanwhile."""
    heard: list[str] = []
    contexts = []

    def open_(**options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.route(f"{HOME}**", functools.partial(answer, home=HOME, folder=published))
        page.goto(HOME, wait_until="networkidle")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert heard == []


def run(page: Page) -> Locator:
    return page.locator(".run").first


def wait(page: Page) -> Locator:
    """Return the stretch in which the quick parcel waits."""
    return run(page).locator(".rl-wait").filter(has_text="quick waits")


def lit(page: Page, kind: str = "is-on") -> list[str]:
    return [text.strip() for text in run(page).locator(f".code-line.{kind}").all_inner_texts()]


def titles(page: Page, kind: str = "rl-is-on") -> list[str]:
    found = page.locator(f".run svg .{kind} > title").all_text_contents()
    return [re.sub(r"^[\d.]+ m?s ", "", title) for title in found]


def states(page: Page) -> dict[str, str]:
    rows = [row.split("\t") for row in page.locator(".run tbody tr").all_inner_texts()]
    return {name.strip(): state.strip() for name, state in rows}


def start(page: Page) -> None:
    run(page).get_by_role("button", name="Step through").click()


def button(page: Page, name: str) -> Locator:
    return run(page).get_by_role("button", name=f"{name} step")


def said(page: Page) -> Locator:
    return run(page).locator(".steps__says")


def until(page: Page, words: str) -> None:
    """Go on step by step until something is said."""
    for _ in range(40):
        if words in (said(page).text_content() or ""):
            return
        button(page, "Next").click()
    pytest.fail(f"never said: {words}")


def test_a_wait_shows_its_line(opened: Opener) -> None:
    page = opened()
    wait(page).hover()
    assert lit(page) == ["await asyncio.sleep(seconds)"]
    expect(run(page).locator(".steps__code")).to_have_text("7  await asyncio.sleep(seconds)")
    page.mouse.move(0, 0)
    assert lit(page) == []
    expect(run(page).locator(".steps__code")).to_have_text("")


def test_what_runs_shows_the_lines_that_ran_and_what_they_printed(opened: Opener) -> None:
    page = opened()
    run(page).locator(".rl-run").filter(has_text="quick runs").last.hover()
    assert lit(page) == ["await asyncio.sleep(seconds)", "Bicycle arrives"]
    assert lit(page, "is-near") == ['print(name, "arrives")']


def test_a_line_of_the_program_shows_its_part_of_the_drawing(opened: Opener) -> None:
    page = opened()
    run(page).get_by_text("asyncio.sleep(seconds)").hover()
    found = titles(page)
    assert len([title for title in found if title.startswith(("slow waits", "quick waits"))]) == 2
    assert not [title for title in found if title.startswith("main")]
    run(page).get_by_text('print(name, "arrives")').hover()
    assert lit(page)[1:] == ["Bicycle arrives", "Atlas arrives"]
    assert "quick prints: Bicycle arrives" in titles(page)


def test_a_printed_line_shows_who_printed_it(opened: Opener) -> None:
    page = opened()
    run(page).locator(".language-text .code-line").nth(2).hover()
    assert lit(page) == ['print(name, "arrives")', "Bicycle arrives"]
    assert [title.partition(" for ")[0] for title in titles(page)] == [
        "quick runs",
        "quick prints: Bicycle arrives",
    ]


def test_steps_show_states_and_what_was_printed_so_far(opened: Opener) -> None:
    page = opened()
    start(page)
    assert set(states(page).values()) == {"ready", "not created yet"}
    assert lit(page, "is-later") == LINES
    until(page, "quick prints: Bicycle leaves")
    assert states(page) == {
        "main": "waits for its task group at line 10",
        "slow": "waits for sleep 0.05 s at line 7",
        "quick": "running line 6",
    }
    assert lit(page, "is-now") == ['print(name, "leaves")', "Bicycle leaves"]
    assert lit(page, "is-later") == LINES[2:]
    assert titles(page, "rl-is-now") == ["quick prints: Bicycle leaves"]
    button(page, "Last").click()
    assert states(page)["slow"] == "done: returned"
    assert lit(page, "is-later") == []
    button(page, "Previous").click()
    button(page, "First").click()
    assert states(page)["slow"] == "not created yet"


def test_the_current_moment_moves_to_the_right(opened: Opener) -> None:
    page = opened()
    start(page)
    line, places = page.locator(".rl-now"), []
    for _ in range(8):
        places.append(float((line.get_attribute("x1") or "").rstrip("%")))
        button(page, "Next").click()
    assert places == sorted(places)
    assert len(set(places)) > 5


def test_a_part_of_the_drawing_leads_to_its_step(opened: Opener) -> None:
    page = opened()
    start(page)
    wait(page).click()
    expect(said(page)).to_contain_text("quick waits for sleep 0.02 s at line 7")
    run(page).get_by_role("button", name="Close").click()
    expect(run(page).locator(".rl-now, .is-now, .is-later")).to_have_count(0)
    expect(run(page).locator("table")).to_be_hidden()


def test_the_keyboard_is_enough_and_a_drawing_is_one_tab_stop(opened: Opener) -> None:
    page = opened()
    expect(run(page).locator("svg.rl [tabindex='0']")).to_have_count(1)
    run(page).locator("details.timeline > summary").focus()
    page.keyboard.press("Tab")
    focused = page.locator("svg.rl :focus")
    expect(focused).to_have_attribute("aria-label", re.compile("main is ready"))
    for key in ("ArrowDown", "Home", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    expect(focused).to_have_attribute("aria-label", re.compile("slow waits .*line 7"))
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    expect(focused).to_have_attribute("aria-label", re.compile("main"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert lit(page) == ["await asyncio.sleep(seconds)"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("slider")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(said(page)).to_contain_text("main starts")
    told = re.compile(r"\d\.\d\d s main starts")
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", told)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(run(page).get_by_role("status")).to_contain_text("main enters async with")
    page.keyboard.press("Escape")
    expect(run(page).get_by_role("button", name="Step through")).to_be_focused()


def test_lines_are_reached_with_the_keyboard(opened: Opener) -> None:
    page = opened()
    lines = run(page).locator(".language-python .code-line[tabindex]")
    expect(run(page).locator(".language-python .code-line[tabindex='0']")).to_have_count(1)
    lines.first.focus()
    page.keyboard.press("End")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    assert len(lit(page)) > 1
    expect(run(page).get_by_role("status")).to_contain_text("prints")
    page.keyboard.press("ArrowUp")
    assert titles(page)


def test_a_finger_is_enough(opened: Opener) -> None:
    page = opened(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    wait(page).tap()
    assert lit(page) == ["await asyncio.sleep(seconds)"]
    run(page).locator(".rl-with line").first.tap(force=True)
    assert lit(page) == ["async with asyncio.TaskGroup() as group:"]
    page.locator("h1").tap()
    assert lit(page) == []
    run(page).get_by_role("button", name="Step through").tap()
    button(page, "Next").tap()
    expect(said(page)).to_contain_text("main starts")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_controls_stay_in_sight_beside_the_program(opened: Opener) -> None:
    page = opened(viewport={"width": 390, "height": 400})
    start(page)
    run(page).locator(".run__title").evaluate("(title) => title.scrollIntoView()")
    expect(button(page, "Next")).to_be_in_viewport(ratio=1)


def test_without_javascript_the_drawing_is_whole_and_nothing_else_is_there(
    opened: Opener,
) -> None:
    page = opened(java_script_enabled=False)
    expect(run(page).locator("svg.rl")).to_be_visible()
    expect(run(page).locator("svg.rl")).to_have_attribute("role", "img")
    expect(run(page).locator("button, input, .steps, [tabindex]")).to_have_count(0)
    assert run(page).locator("template").first.is_hidden()


def test_the_controls_are_not_printed(opened: Opener) -> None:
    page = opened()
    toggle = run(page).get_by_role("button", name="Step through")
    expect(toggle).to_be_visible()
    page.emulate_media(media="print")
    expect(toggle).to_be_hidden()


def test_a_program_is_copied_and_coloured_as_before(opened: Opener) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    code = run(page).locator(".language-python code").first
    expect(code.locator(".code-line")).to_have_count(14)
    expect(code.locator(".code-line").nth(1).locator(".sd")).to_have_text("both\n")
    run(page).locator(
        ".language-python .md-clipboard, .language-python [data-md-type=copy]"
    ).click()
    copied = "navigator.clipboard.readText()"
    page.wait_for_function(f"async () => (await {copied}).includes('asyncio')")
    lines = str(page.evaluate(copied)).rstrip().splitlines()
    assert lines[1:4] == ["both", 'on their way."""', "import asyncio"]
    assert len(lines) == 14


def test_compared_drawings_belong_to_the_programs_above_them(opened: Opener) -> None:
    page = opened()
    figure = page.locator(".timeline--compared .timeline__figure").nth(1)
    program = page.locator(".tabbed-block .run").nth(1)
    figure.locator(".rl-wait").first.hover()
    expect(program.locator(".code-line.is-on")).to_have_text("    await asyncio.sleep(0.1)\n")
    expect(program).to_be_hidden()
    figure.get_by_role("button", name="Step through").click()
    expect(program).to_be_visible()
    expect(figure.locator("table")).to_be_visible()
    expect(page.locator(".rl-now")).to_have_count(1)


def test_it_works_after_a_link_was_followed(opened: Opener) -> None:
    page = opened()
    page.evaluate("window.stays = true")
    page.locator(".md-nav__link[href*=other]").first.dispatch_event("click")
    expect(page.locator("h1")).to_contain_text("Elsewhere")
    page.get_by_role("link", name="back").click()
    expect(page.locator("h1")).to_contain_text("A page")
    assert page.evaluate("window.stays") is True
    wait(page).hover()
    assert lit(page) == ["await asyncio.sleep(seconds)"]
    expect(run(page).locator(".steps__toggle")).to_have_count(1)


CLASSED = """
(name) => {
  for (const line of document.querySelectorAll(".run .code-line")) line.className = name;
}
"""
CONTRAST = """
(selector) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const paint = (colours) => {
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const light = ([...data]) => data.slice(0, 3).map((value) => value / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const found = [...document.querySelectorAll(selector)].filter((item) => item.textContent.trim());
  return found.map((item) => {
    const below = [];
    for (let at = item; at; at = at.parentElement) {
      below.unshift(getComputedStyle(at).backgroundColor);
    }
    const [ink, paper] = [[...below, getComputedStyle(item).color], below].map(paint).map(light);
    const [high, low] = ink > paper ? [ink, paper] : [paper, ink];
    return [item.textContent.trim(), (high + 0.05) / (low + 0.05)];
  }).filter(([text, ratio]) => ratio < 4.5);
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough(opened: Opener, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    start(page)
    page.evaluate(CLASSED, "code-line is-now")
    assert page.evaluate(CONTRAST, ".run .code-line span") == []
    assert page.evaluate(CONTRAST, ".steps__bar :is(button, span, code), .steps :is(th, td)") == []
    page.evaluate(CLASSED, "code-line is-near")
    assert page.evaluate(CONTRAST, ".run .code-line span") == []
