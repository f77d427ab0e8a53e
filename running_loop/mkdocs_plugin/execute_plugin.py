"""Our place in mkdocs-execute-plugin: what it executes, and with what."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jupytext
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from nbconvert.preprocessors import ExecutePreprocessor
from nbformat import NotebookNode

from running_loop.mkdocs_plugin.errors import plain_errors
from running_loop.mkdocs_plugin.preprocessor import SnippetPreprocessor
from running_loop.pages.answers import Answers
from running_loop.problem import Problem
from running_loop.project.project import Project


class _PlainPreprocessor(SnippetPreprocessor):
    """Reports mistakes as MkDocs does: a message without a traceback."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        with plain_errors():
            return super().preprocess(nb, resources)


def replace_executor(config: MkDocsConfig, project: Project, answers: Answers) -> None:
    """Put our preprocessor in the place of the one that runs each page in a kernel.

    Args:
        config: The configuration of the build.
        project: The project that it builds.
        answers: Where the answers are kept.

    Raises:
        PluginError: mkdocs.yml does not name the execute plugin.
    """
    execute = config.plugins.get("execute")
    if execute is None:
        raise PluginError("the plugin running-loop needs the plugin execute in mkdocs.yml")
    ours = _PlainPreprocessor(project, Path(config.docs_dir), answers)
    exporter = execute.exporter
    # nbconvert offers no public way to replace one of an exporter's preprocessors. Another
    # ExecutePreprocessor, disabled, is among its defaults.
    held = exporter._preprocessors  # noqa: SLF001
    (place,) = [n for n, item in enumerate(held) if _executes(item)]
    held[place] = ours


def leave_to_kernel(config: MkDocsConfig, is_ours: Callable[[File], bool]) -> None:
    """Have the execute plugin pass over files that need no kernel.

    It would read each, also what MkDocs leaves out; render it to find whether it
    is executed; and read and write as a notebook what is.

    Args:
        config: The configuration of the build.
        is_ours: Tells of a file of the site whether it needs no kernel.
    """
    execute: Any = config.plugins["execute"]
    usual = type(execute)._should_execute  # noqa: SLF001, its settings know files by their paths alone

    docs = Path(config.docs_dir)

    def asked(file: File) -> bool:
        executed = bool(usual(execute, file))
        if executed and file.src_uri.endswith(".ipynb") and _is_in(docs, file):
            jupytext.read(file.abs_src_path)  # what is none would be met when it is rendered
        return executed

    def executes(file: File) -> bool:
        try:
            return not is_ours(file) and asked(file)
        except Exception as error:
            raise PluginError(str(_no_notebook(docs, file, error))) from error

    execute._should_execute = executes  # noqa: SLF001, as above


def _is_in(docs: Path, file: File) -> bool:
    return Path(file.abs_src_path or "").is_relative_to(docs)


def _no_notebook(docs: Path, file: File, error: Exception) -> Problem:
    reason = " ".join(str(error).split()) or type(error).__name__
    found = f"is no notebook: {reason}"
    remedy = "save it with Jupyter again, or leave it out: execute: {exclude: [NAME]}"
    return Problem(f"{docs.name}/{file.src_uri}", found, remedy=remedy)


def _executes(preprocessor: object) -> bool:
    return isinstance(preprocessor, ExecutePreprocessor) and bool(preprocessor.enabled)
