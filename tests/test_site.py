"""The published site in a real browser."""

import functools
import re
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests import ROOT, site_pages

PAGES = [site_pages.address(name) for name in site_pages.pages()]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def address(published: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(published))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("page", PAGES)
def test_pages_fit_ask_no_third_party_and_report_no_error(
    browser: Browser, address: str, page: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    tab = context.new_page()
    heard: list[str] = []
    tab.on("console", lambda message: heard.append(f"{message.type}: {message.text}"))
    tab.on("pageerror", lambda error: heard.append(str(error)))
    tab.on("request", lambda request: heard.append(request.url))
    tab.goto(address + page, wait_until="networkidle")
    wide = tab.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert wide <= width, f"{page} scrolls sideways"
    assert [text for text in heard if not text.startswith((address, "data:", "blob:"))] == []


def test_the_command_names_the_site_that_the_reader_is_on(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    command = page.locator(".run__facts code").first
    expect(command).to_have_text(f"uv run {address}snippets/index/three_at_once.py")


def test_tabs_show_one_program_at_a_time(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}contributing/")
    tabs = page.locator(".tabbed-set").filter(has_text="One after the other")
    expect(tabs.locator(".run").nth(0)).to_be_visible()
    expect(tabs.locator(".run").nth(1)).to_be_hidden()
    tabs.get_by_text("At once", exact=True).click()
    expect(tabs.locator(".run").nth(0)).to_be_hidden()
    expect(tabs.locator(".run").nth(1)).to_be_visible()


def test_a_link_to_a_program_in_a_tab_opens_the_tab(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}article-checked/")
    page.locator("#statement-4").get_by_role("link", name="blocking_next.py").click()
    title = page.locator("#run-async-iterators-blocking_next")
    expect(title).to_be_visible()
    expect(title).to_be_in_viewport()


def test_what_another_python_printed_is_one_click_away(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    run = page.locator(".run").filter(has_text="ends_in_error.py")
    outputs = run.locator(".tabbed-block")
    expect(outputs.first).to_be_visible()
    expect(outputs.last).to_be_hidden()
    run.locator(".tabbed-labels label").last.click()
    expect(outputs.last).to_be_visible()
    bar = outputs.last.locator(".hll").evaluate("line => getComputedStyle(line).borderLeftWidth")
    assert float(bar.removesuffix("px")) > 1


def test_following_a_link_loads_no_new_document(browser: Browser, published: Path) -> None:
    """Instant loading needs the address of the site, so its requests are answered here."""
    configuration = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (home,) = re.findall(r'site_url:.*"(https:.*)"', configuration)
    page = browser.new_page()
    page.route(f"{home}**", functools.partial(answer, home=home, folder=published))
    page.goto(home, wait_until="networkidle")
    page.evaluate("window.stays = true")
    page.get_by_role("link", name="Start learning").click()
    expect(page.locator("h1")).to_contain_text("The event loop")
    assert page.evaluate("window.stays") is True
    file = page.locator(".run__title a").first
    expect(file).to_have_attribute("href", re.compile("snippets/event-loop/"))


def answer(route: Route, home: str, folder: Path) -> None:
    name = route.request.url.removeprefix(home).partition("?")[0]
    is_page = name.endswith("/") or not name
    route.fulfill(path=folder / name / "index.html" if is_page else folder / name)


def test_search_finds_a_section(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 844})
    page.goto(address, wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type("aclosing")
    expect(page.locator(".md-search-result__item").first).to_contain_text("aclosing")


def test_a_program_and_its_output_look_different(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    run = page.locator(".run").first
    assert colour(run.page, ".language-python code") != colour(run.page, ".run .language-text")
    label = page.evaluate(
        "getComputedStyle(document.querySelector('.run .language-text'), '::before').content"
    )
    assert label == '"It printed"'


def colour(page: Page, selector: str) -> str:
    script = "(selector) => getComputedStyle(document.querySelector(selector)).backgroundColor"
    return str(page.evaluate(script, selector))
