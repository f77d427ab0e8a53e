"""Terms that pages link to the glossary, on sites that a real `mkdocs` builds."""

import json

import pytest

from tests.mini import CONFIGURATION, MiniSite
from tests.mkdocs_plugin.test_other_plugins import LANGUAGES, use
from tests.pages.test_term_links import GLOSSARY

SETTING = CONFIGURATION.replace("- running-loop", "- running-loop: {glossary: glossary.md}")


@pytest.fixture
def site(mini: MiniSite) -> MiniSite:
    mini.write("mkdocs.yml", SETTING.replace("plugins:", "plugins:\n  - search"))
    mini.program("print('the loop prints')\n", "the loop prints\n")
    mini.page('snippet("demo/a.py")', name="teaches.md")
    with (mini.place / "docs/teaches.md").open("a") as page:
        page.write("\n## One\n\nA *loop* is a loop, and no context manager.\n")
    mini.write("docs/glossary.md", GLOSSARY)
    mini.write("docs/index.md", "# Home\n")
    return mini


def linked(site: MiniSite, text: str, name: str = "page.md") -> list[tuple[str, str]]:
    """Return what a page with a text links to the glossary: words, and the ids of terms."""
    site.write(f"docs/{name}", f"# A page of the loop\n\n{text}\n")
    built = site.build()
    assert built.status == 0, built.said
    return links(site, f"{name.removesuffix('.md')}/index.html")


def links(site: MiniSite, name: str) -> list[tuple[str, str]]:
    return [
        (link.get_text(), str(link["href"]).partition("#")[2])
        for link in site.html(name).select("a.term")
    ]


def test_pages_link_the_glossary_unless_they_teach_or_decline(site: MiniSite) -> None:
    site.write("docs/front.md", "---\nglossary: false\n---\n\n# Front\n\nA loop.\n")
    site.write("docs/deep/er/page.md", "# Deep\n\nA loop.\n")
    assert linked(site, "A context manager. `loop`") == [("context manager", "context-manager")]
    assert links(site, "front/index.html") == links(site, "glossary/index.html") == []
    assert links(site, "teaches/index.html") == [("context manager", "context-manager")]
    assert not site.html("glossary/index.html").select("[forms]")
    (link,) = site.html("page/index.html").select("a.term")
    assert link["title"] == 'For with, and no more than that & "this".'
    assert link["href"] == "../glossary/#context-manager"
    (link,) = site.html("deep/er/page/index.html").select("a.term")
    assert link["href"] == "../../../glossary/#loop"


def test_a_site_without_the_setting_links_nothing(site: MiniSite) -> None:
    site.write("mkdocs.yml", CONFIGURATION)
    assert linked(site, "A loop.") == []


def test_the_published_markdown_and_the_search_have_no_such_links(site: MiniSite) -> None:
    linked(site, "The event loop turns.")
    assert site.markdown("page/index.md").endswith("\n\nThe event loop turns.\n")
    index = json.loads((site.place / "site/search/search_index.json").read_text())
    (found,) = [item for item in index["docs"] if item["location"] == "page/"]
    assert "The event loop turns." in found["text"]
    assert "glossary" not in found["text"]


@pytest.mark.parametrize("permalink", ["permalink: true", "anchorlink: true"])
def test_headings_that_link_themselves_are_read(site: MiniSite, permalink: str) -> None:
    with (site.place / "mkdocs.yml").open("a") as file:
        file.write(f"  - toc:\n      {permalink}\n")
    assert linked(site, "Learn C++ (.*), in a loop.") == [("C++ (.*)", "c"), ("loop", "loop")]


@pytest.mark.parametrize("is_first", [True, False])
def test_each_language_has_its_glossary(site: MiniSite, *, is_first: bool) -> None:
    plugins = LANGUAGES if is_first else LANGUAGES.lstrip("\n")
    site.write("mkdocs.yml", CONFIGURATION)
    use(site, *((plugins, "") if is_first else ("", plugins)))
    path = site.place / "mkdocs.yml"
    path.write_text(
        path.read_text().replace("running-loop\n", "running-loop: {glossary: glossary.md}\n")
    )
    schleife = "# Glossar\n\n### Schleife\n\nRuft. [Dort](teaches.md#one)\n"
    site.write("docs/glossary.de.md", schleife)
    site.write("docs/page.de.md", "# Seite\n\nEine Schleife, loop.\n")
    assert linked(site, "A loop, Schleife.") == [("loop", "loop")]
    assert links(site, "de/page/index.html") == [("Schleife", "schleife")]
    (link,) = site.html("de/page/index.html").select("a.term")
    assert link["href"] == "../glossary/#schleife"


def test_a_page_for_printing_has_the_links(site: MiniSite) -> None:
    path = site.place / "mkdocs.yml"
    path.write_text(path.read_text().replace("- execute", "- execute\n  - print-site"))
    linked(site, "A loop.")
    assert {text for text, _ in links(site, "print_page/index.html")} == {"context manager", "loop"}


@pytest.mark.parametrize(
    ("glossary", "said"),
    [
        ("# Glossary\n\n## task\n\nA task.\n", "docs/glossary.md: the glossary has no term"),
        ("", "docs/glossary.md: the glossary has no term"),
        (
            "---\ntitle: G\n---\n\n```\n### task\n```\n\n### task\n\nA.\n\n### task\n\nB.\n",
            'docs/glossary.md:13: "task" stands for task, and for task: docs/glossary.md:9',
        ),
        (
            '### loop { forms="Loop, loops" }\n\nA.\n\n### ring { forms="ring, loops" }\n\nB.\n',
            'docs/glossary.md:5: "loops" stands for ring, and for loop: docs/glossary.md:1',
        ),
    ],
)
def test_a_glossary_that_is_wrong_is_told(site: MiniSite, glossary: str, said: str) -> None:
    site.write("docs/glossary.md", glossary)
    built = site.build()
    assert built.status != 0
    assert said in built.said
    assert "to mend: " in built.said
    assert "Traceback" not in built.said


@pytest.mark.parametrize(
    "name", ["nope.md", "../mkdocs.yml", "draft.md", "picture.svg", "/glossary.md"]
)
def test_a_glossary_that_is_no_page_is_told(site: MiniSite, name: str) -> None:
    site.write("mkdocs.yml", f"{SETTING.replace('glossary.md', name)}exclude_docs: draft.md\n")
    site.write("docs/draft.md", GLOSSARY)
    site.write("docs/picture.svg", "<svg/>")
    built = site.build()
    assert built.status != 0
    assert f"mkdocs.yml: glossary names '{name}', which is no page" in built.said
    assert "Traceback" not in built.said
