"""What the engine relies on in other libraries, beyond what they promise.

One test for each thing, so a release that breaks one is told by the test's name. The
bounds in pyproject.toml keep such a release out until these tests pass with it.
"""

import inspect
import io
import logging
import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element

import findpython
import jinja2
import psutil
import pytest
import sqlglot
from ipykernel import compiler
from ipykernel.iostream import OutStream
from ipykernel.kernelapp import IPKernelApp
from jinja2.bccache import Bucket
from jupyter_client.manager import KernelManager
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE
from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.config.config_options import ExtraScriptValue, PathSpec
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.pages import _RelativePathTreeprocessor
from mkdocs.theme import Theme
from mkdocs.utils import CountHandler
from mkdocs_execute_plugin.plugin import ExecutableFile, ExecutePlugin
from mysql_mimic import server as mimic
from mysql_mimic.connection import Connection
from mysql_mimic.control import Control
from mysql_mimic.session import Session
from nbclient import NotebookClient
from nbconvert.preprocessors import ExecutePreprocessor
from nbformat.v4 import new_notebook
from packaging.requirements import Requirement
from pymdownx import highlight, superfences
from pytest_codeblocks import plugin as codeblocks
from pytest_codeblocks.main import CodeBlock, extract_from_buffer
from sqlglot import executor, tokenizer_core

from running_loop.mkdocs_plugin import terms
from running_loop.runs.kernel import KERNEL_FILE
from tests import ROOT
from tests.mini import MiniSite

BOUNDED = {
    "ipykernel",
    "jinja2",
    "jupyter-client",
    "markdown",
    "mkdocs",
    "mkdocs-execute-plugin",
    "mkdocs-material",
    "mysql-mimic",
    "nbclient",
    "nbconvert",
    "psutil",
    "pymdown-extensions",
    "pytest-codeblocks",
    "sqlglot",
}
# What is overridden, or called with these names: the parameters that it takes, `self` left out.
SIGNATURES: dict[str, tuple[Callable[..., Any], set[str]]] = {
    "execute: on_config": (ExecutePlugin.on_config, {"config"}),
    "execute: _should_execute": (ExecutePlugin._should_execute, {"file"}),
    "mkdocs: LiveReloadServer.set_app": (LiveReloadServer.set_app, {"application"}),
    "mkdocs: LiveReloadServer.serve_request": (
        LiveReloadServer.serve_request,
        {"environ", "start_response"},
    ),
    "mkdocs: File.is_modified": (File.is_modified, set()),
    "mkdocs: File.generated": (
        File.generated,
        {"config", "src_uri", "content", "abs_src_path", "inclusion"},
    ),
    "mkdocs: set_exclusions": (set_exclusions, {"files", "config"}),
    "mkdocs: Theme.get_env": (Theme.get_env, set()),
    "mysql-mimic: Connection.handle_query": (Connection.handle_query, {"data"}),
    "mysql-mimic: Connection.query": (Connection.query, {"sql", "query_attrs"}),
    "mysql-mimic: Connection.write_text_resultset": (
        Connection.write_text_resultset,
        {"result_set"},
    ),
    "mysql-mimic: Connection.ok": (Connection.ok, {"kwargs"}),
    "mysql-mimic: Connection.error": (Connection.error, {"kwargs"}),
    "mysql-mimic: Connection.kill": (Connection.kill, {"kind"}),
    "mysql-mimic: Control.add": (Control.add, {"connection"}),
    "mysql-mimic: Control.kill": (Control.kill, {"connection_id", "kind"}),
    "mysql-mimic: Control.remove": (Control.remove, {"connection_id"}),
    "mysql-mimic: Session.init": (Session.init, {"connection"}),
    "mysql-mimic: Session.close": (Session.close, set()),
    "mysql-mimic: Session.handle_query": (Session.handle_query, {"sql", "attrs"}),
    "mysql-mimic: Session.query": (Session.query, {"expression", "sql", "attrs"}),
    "mysql-mimic: Session.use": (Session.use, {"database"}),
    "mysql-mimic: Session.schema": (Session.schema, set()),
    "mysql-mimic: Session._parse": (Session._parse, {"sql"}),
    "mysql-mimic: Session._show": (Session._show, {"expression"}),
    "mysql-mimic: Session._query_info_schema": (Session._query_info_schema, {"expression"}),
    "nbclient: process_message": (NotebookClient.process_message, {"msg", "cell", "cell_index"}),
    "nbclient: async_execute": (NotebookClient.async_execute, {"reset_kc", "kwargs"}),
    "pytest-codeblocks: runtest": (codeblocks.TestBlock.runtest, set()),
    "pytest-codeblocks: repr_failure": (codeblocks.TestBlock.repr_failure, {"excinfo"}),
}
MIDDLEWARES = ("set_var", "set", "use", "kill", "show", "describe", "info_schema")


@pytest.fixture
def config(mini: MiniSite) -> MkDocsConfig:
    """Give a configuration with the execute plugin, as it is before we change it."""
    mini.page("print('a')")
    path = mini.place / "mkdocs.yml"
    path.write_text(path.read_text().replace("  - running-loop\n", ""))
    config = load_config(str(path))
    vars(config.plugins)["_current_plugin"] = "execute"  # as while a hook of it runs
    return config


def test_mkdocs_resolves_links_by_a_processor_of_this_name_after_ours() -> None:
    markdown = Markdown()
    markdown.treeprocessors.register(Treeprocessor(), "ours", terms.PRIORITY)
    files, page = Files([]), File("a.md", "docs", "site", use_directory_urls=True)
    _RelativePathTreeprocessor(page, files, MkDocsConfig())._register(markdown)
    ordered = markdown.treeprocessors
    assert ordered.get_index_for_name("ours") < ordered.get_index_for_name(terms.RESOLVER)


@pytest.mark.parametrize("name", SIGNATURES)
def test_what_is_overridden_or_called_takes_what_it_took(name: str) -> None:
    function, expected = SIGNATURES[name]
    assert set(inspect.signature(function).parameters) - {"self", "cls"} == expected, name


def test_each_library_of_which_parts_are_replaced_is_bounded_from_above() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    dependencies = [*project["project"]["dependencies"], *project["dependency-groups"]["test"]]
    ranges = {item.name: item.specifier for item in map(Requirement, dependencies)}
    for name in BOUNDED:
        assert any(item.operator == "<" for item in ranges[name]), f"{name} has no upper bound"


def test_the_private_names_in_the_engine_are_those_tested_here() -> None:
    lines = (
        line
        for path in (ROOT / "running_loop").rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search("noqa: .*SLF001", line)
    )
    found = {name for line in lines for name in re.findall(r"\w\)?\.(_[a-z]\w*)", line)}
    # An object may ask another of its own class, such as one that it takes over.
    own = {"_all", "_made", "_programs", "_series", "_shelf"}
    assert found - own == {"_preprocessors", "_should_execute"}


def test_execute_has_an_exporter_with_one_preprocessor_that_executes(config: MkDocsConfig) -> None:
    plugin: Any = config.plugins["execute"]
    plugin.on_config(config)
    held = plugin.exporter._preprocessors
    executing = [item for item in held if isinstance(item, ExecutePreprocessor) and item.enabled]
    assert len(executing) == 1


def test_execute_asks_its_own_attribute_which_files_it_executes(config: MkDocsConfig) -> None:
    plugin: Any = config.plugins["execute"]
    plugin._should_execute = lambda _: True
    (file,) = plugin.on_files(Files([File.generated(config, "a.md", content="a")]), config)
    assert isinstance(file, ExecutableFile)


def test_execute_tells_the_exporter_which_file_a_notebook_is(config: MkDocsConfig) -> None:
    plugin: Any = config.plugins["execute"]
    heard: list[dict[str, Any]] = []

    def hear(_: object, resources: dict[str, Any]) -> None:
        heard.append(resources)
        raise InterruptedError

    plugin.exporter = SimpleNamespace(from_notebook_node=hear)
    path = Path(config.docs_dir, "index.md")
    source = File("index.md", config.docs_dir, config.site_dir, use_directory_urls=True)
    file = ExecutableFile(source, **config)
    with pytest.raises(InterruptedError):
        plugin.on_page_read_source(SimpleNamespace(file=file), config)
    assert heard[0]["unique_key"] == "index.md"
    assert Path(heard[0]["metadata"]["path"]) == path.parent


def test_mkdocs_knows_the_methods_of_each_event(config: MkDocsConfig) -> None:
    plugin: Any = config.plugins["execute"]
    methods = config.plugins.events["page_markdown"]
    assert [getattr(item, "__self__", None) for item in methods] == [plugin]
    assert CombinedEvent(print, repr).methods == (print, repr)


def test_mkdocs_lists_a_theme_by_the_loader_of_its_environment(config: MkDocsConfig) -> None:
    environment = config.theme.get_env()
    assert isinstance(environment.loader, jinja2.FileSystemLoader)
    assert list(map(str, environment.loader.searchpath)) == list(map(str, config.theme.dirs))
    assert not environment.auto_reload
    environment.loader = jinja2.DictLoader({"assets/images/favicon.png": ""})
    files = Files([])
    files.add_files_from_theme(environment, config)
    assert [file.src_uri for file in files] == ["assets/images/favicon.png"]


def test_mkdocs_asks_the_file_itself_whether_it_is_modified(config: MkDocsConfig) -> None:
    file = File.generated(config, "a.css", content="a")
    vars(file)["is_modified"] = lambda: "asked"
    assert str(file.is_modified()) == "asked"


def test_mkdocs_has_a_level_for_each_way_to_leave_a_file_out(config: MkDocsConfig) -> None:
    files = Files([File.generated(config, "a.md", content="", inclusion=InclusionLevel.UNDEFINED)])
    set_exclusions(files, config)
    (file,) = files.documentation_pages(inclusion=InclusionLevel.is_included)
    assert file.inclusion.is_in_serve()
    assert InclusionLevel.EXCLUDED.is_excluded()


def test_mkdocs_matches_excluded_files_as_gitignore_does() -> None:
    matches = PathSpec().validate(".*\n/templates/").match_file
    assert matches(".a/b.md")
    assert matches("templates/a.md")
    assert not matches("a/b.md")


def test_mkdocs_loads_a_script_as_a_module_by_its_type() -> None:
    script = ExtraScriptValue("a.js")
    script.type = "module"
    assert (script.path, str(script)) == ("a.js", "a.js")


def test_mkdocs_serves_by_attributes_that_can_be_replaced(tmp_path: Path) -> None:
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    try:
        assert callable(server.builder)
        assert server.get_app() == server.serve_request
        assert "builder" in LiveReloadServer._build_loop.__code__.co_names
    finally:
        server.server_close()


def test_mkdocs_counts_warnings_by_a_handler_of_its_logger() -> None:
    assert {"CountHandler", "addHandler"} <= set(build.build.__code__.co_names)
    counter = CountHandler()
    assert not counter.get_counts()
    counter.handle(logging.LogRecord("mkdocs", logging.WARNING, "", 0, "", (), None))
    assert counter.get_counts() == [("WARNING", 1)]


def test_markdown_keeps_the_tags_of_raw_html_behind_placeholders_until_the_end() -> None:
    seen: list[object] = []

    class Looks(Treeprocessor):
        def run(self, root: Element) -> None:
            numbers = HTML_PLACEHOLDER_RE.findall("".join(root.itertext()))
            seen.extend(self.md.htmlStash.rawHtmlBlocks[int(number)] for number in numbers)

    markdown = Markdown()
    markdown.treeprocessors.register(Looks(markdown), "looks", terms.PRIORITY)
    markdown.convert("a <i>b</i> c")
    assert seen == ["<i>", "</i>"]


def test_material_has_its_templates_where_a_theme_of_that_name_is_looked_for(
    config: MkDocsConfig,
) -> None:
    folders = map(Path, config.theme.dirs)
    (folder,) = [item for item in folders if item.parts[-2:] == ("material", "templates")]
    assert (folder / "main.html").is_file()
    assert (folder / ".icons").is_dir()


def test_pymdownx_asks_an_extension_for_what_highlights() -> None:
    seen: list[tuple[str, bool, str]] = []

    class Ours(highlight.Highlight):  # type: ignore[misc]
        def highlight(self, src: str, language: str, css_class: str, **options: Any) -> Any:
            seen.append((src, self.stripnl, language))
            assert isinstance(options["code_block_count"], int)
            assert {"hl_lines", "title"} <= options.keys()
            assert not options.get("inline")
            return super().highlight(src, language, css_class, **options)

    class Extension(highlight.HighlightExtension):  # type: ignore[misc]
        def get_pymdownx_highlighter(self) -> type[Ours]:
            return Ours

    html = Markdown(extensions=[Extension(), superfences.makeExtension()]).convert("```py\na\n```")
    assert seen == [("a", True, "py")]
    assert 'class="highlight"' in html


def test_nbclient_starts_its_kernel_by_the_manager_that_it_is_given() -> None:
    class Ours(KernelManager):
        pass

    client = NotebookClient(new_notebook(), kernel_manager_class=Ours)
    assert type(client.create_kernel_manager()) is Ours


def test_jupyter_client_asks_a_property_how_its_kernel_starts() -> None:
    assert isinstance(KernelManager.kernel_spec, property)
    assert "kernel_spec" in KernelManager.format_kernel_cmd.__code__.co_names


def test_ipykernel_has_the_settings_that_are_given_to_it() -> None:
    assert {"capture_fd_output", "log_level", "extra_extensions"} <= set(IPKernelApp.class_traits())


def test_ipykernel_keeps_cells_in_files_of_these_names() -> None:
    name: str = compiler.get_file_name("print('a')")  # type: ignore[no-untyped-call]
    assert KERNEL_FILE.fullmatch(name)


def test_ipykernel_shows_what_is_written_to_its_streams() -> None:
    assert {"write", "flush", "set_parent"} <= set(dir(OutStream))


def test_mysql_mimic_makes_connections_of_a_class_that_can_be_replaced() -> None:
    assert mimic.Connection
    assert "Connection" in mimic.MysqlServer._client_connected_cb.__code__.co_names


@pytest.mark.parametrize("name", MIDDLEWARES)
def test_mysql_mimic_answers_by_middlewares_of_these_names(name: str) -> None:
    session = Session()
    assert getattr(session, f"_{name}_middleware") in session.middlewares


def test_mysql_mimic_tells_who_logged_in_by_the_name_of_the_session() -> None:
    assert (Session().username, Session().database) == (None, None)
    assert "username" in Connection.authenticate.__code__.co_names


def test_pytest_codeblocks_makes_items_of_a_class_that_can_be_replaced() -> None:
    assert "TestBlock" in codeblocks.MarkdownFile.collect.__code__.co_names


def test_pytest_codeblocks_compares_the_fence_behind_its_mark() -> None:
    expected = "<!--pytest-codeblocks:expected-output-->"
    text = f"```python\nprint(1)\n```\n\n{expected}\n\n```text\n1\n```\n"
    (block,) = extract_from_buffer(io.StringIO(text))
    assert isinstance(block, CodeBlock)
    assert (block.code, block.syntax, block.expected_output) == ("print(1)\n", "python", "1\n")
    assert block.lineno


def test_jinja2_keeps_code_in_buckets() -> None:
    bucket = Bucket(jinja2.Environment(), "key", "checksum")
    assert (bucket.key, bucket.checksum, bucket.code) == ("key", "checksum", None)


def test_findpython_names_the_folders_of_its_providers() -> None:
    providers = list(findpython.Finder().setup_providers())
    assert all(callable(provider.find_pythons) for provider in providers)
    assert any(hasattr(provider, "root") for provider in providers)


def test_psutil_is_told_the_end_of_a_process_and_keeps_its_status() -> None:
    process = psutil.Popen([sys.executable, "-c", "raise SystemExit(7)"])
    assert (process.wait(60), process.returncode) == (7, 7)
    if sys.platform == "linux":
        assert "pidfd_open" in psutil._psposix.wait_pid_pidfd_open.__code__.co_names


def test_sqlglot_has_the_tokens_and_the_executor_that_are_imported() -> None:
    assert tokenizer_core
    found = executor.execute("SELECT a FROM t", tables={"t": [{"a": 1}]})
    assert found.rows == [(1,)]
    assert sqlglot.parse_one("SELECT 1", dialect="mysql").sql("sqlite") == "SELECT 1"
