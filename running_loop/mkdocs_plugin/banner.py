"""The banner on each page that is served after a build failed: it says what is wrong."""

import html
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import MkDocsException

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("mkdocs.plugins.running-loop")
STYLE = (
    "all:revert;position:sticky;bottom:0;z-index:9999;max-height:40vh;overflow:auto;margin:0;"
    "padding:1rem;background:#8c1d18;color:#fff;font:14px/1.5 monospace;white-space:pre-wrap"
)
TITLE = "The build failed; this is the last good page."


class Failure:
    """Why the last build of a server failed; nothing if it did not."""

    def __init__(self) -> None:
        """Begin with a build that did not fail."""
        self.message = ""

    def watching(self, build: Callable[[], None]) -> Callable[[], None]:
        """Return a build that never raises: its failure is told, in the terminal and to readers.

        The server of MkDocs would answer no request until a build is good.
        """

        def built() -> None:
            with _heard() as told:
                try:
                    build()
                except (SystemExit, MkDocsException) as error:  # MkDocs has told what is wrong
                    self._note(error, told)
                except Exception as error:
                    log.exception("a fault in a plugin, or in MkDocs")
                    self._note(error, [*told, f"{type(error).__name__}: {error}"])
                else:
                    self.message = ""

        return built

    def shown_by(self, serve: "WSGIApplication") -> "WSGIApplication":
        """Return an application that adds the banner to the pages of another."""

        def application(
            environ: "WSGIEnvironment", start_response: "StartResponse"
        ) -> Iterable[bytes]:
            if not self.message:
                return serve(environ, start_response)
            started: list[tuple[Any, ...]] = []
            answer = serve(environ, lambda *words: started.append(words))  # type: ignore[arg-type]
            status, headers, *rest = started[0]
            if not dict(headers).get("Content-Type", "").startswith("text/html"):
                start_response(status, headers, *rest)
                return answer
            page = b"".join(answer) + self._banner().encode()
            getattr(answer, "close", lambda: None)()
            kept = [(name, value) for name, value in headers if name != "Content-Length"]
            start_response(status, [*kept, ("Content-Length", str(len(page)))], *rest)
            return [page]

        return application

    def _note(self, error: BaseException, told: list[str]) -> None:
        self.message = "\n".join(dict.fromkeys(told or [str(error)]))
        log.error("%s The last good site is served until then.", error)

    def _banner(self) -> str:
        text = html.escape(self.message)
        return (
            f'<div id="running-loop-failure" role="alert" style="{STYLE}">{TITLE}\n\n{text}</div>'
        )


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage())


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Give the warnings and errors that MkDocs and its plugins log meanwhile."""
    ear, logger = _Ear(), logging.getLogger("mkdocs")
    logger.addHandler(ear)
    try:
        yield ear.told
    finally:
        logger.removeHandler(ear)
