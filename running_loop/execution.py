"""Our place in mkdocs-execute-plugin: what it executes, and with what."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs_execute_plugin.plugin import ExecutableFile
from nbconvert.preprocessors import ExecutePreprocessor
from nbformat import NotebookNode

from running_loop.errors import plain_errors
from running_loop.page import Page, is_answered
from running_loop.preprocessor import SnippetPreprocessor
from running_loop.recordings import Recordings


class _PlainPreprocessor(SnippetPreprocessor):
    """Reports mistakes as MkDocs does: a message without a traceback."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        with plain_errors():
            return super().preprocess(nb, resources)


def replace_executor(
    config: MkDocsConfig, recordings: Recordings, table: Callable[[str, str], str]
) -> None:
    """Put our preprocessor in the place of the one that runs each page in a kernel.

    Args:
        config: The configuration of the build.
        recordings: Where the recordings of programs come from.
        table: Returns a file of statements as Markdown for a page.

    Raises:
        PluginError: mkdocs.yml does not name the execute plugin.
    """
    execute = config.plugins.get("execute")
    if execute is None:
        raise PluginError("the plugin running-loop needs the plugin execute in mkdocs.yml")
    ours = _PlainPreprocessor(recordings, Path(config.docs_dir), config.site_url or "", table)
    exporter = execute.exporter
    # nbconvert offers no public way to replace one of an exporter's preprocessors. Another
    # ExecutePreprocessor, disabled, is among its defaults.
    held = exporter._preprocessors  # noqa: SLF001
    (place,) = [n for n, item in enumerate(held) if _executes(item)]
    held[place] = ours


def taken_back(file: File, pages: Mapping[str, Page]) -> File:
    """Return a page that `is_answered` as MkDocs found it.

    The execute plugin would read and write it as a notebook for nothing.
    """
    page = pages.get(file.src_uri)
    if page and is_answered(page) and isinstance(file, ExecutableFile):
        found: File = file.file
        return found
    return file


def _executes(preprocessor: object) -> bool:
    return isinstance(preprocessor, ExecutePreprocessor) and bool(preprocessor.enabled)
