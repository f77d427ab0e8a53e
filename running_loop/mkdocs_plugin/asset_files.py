"""The scripts and styles of boxes, timelines and links of terms, as files of a site.

They lie in `assets/` of this package. A site shows them before its own, so that
its own may set other colours.
"""

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

SOURCE = Path(__file__).parent.with_name("assets")
FOLDER = "assets/running-loop"
STYLES = ("colours.css", "box.css", "timeline.css", "terms.css")
# These import the others.
SCRIPTS = ("box.js", "timeline.js")


def link(config: MkDocsConfig) -> None:
    """Have each page of a site load the styles and scripts, before those of the site."""
    styles = [f"{FOLDER}/{name}" for name in STYLES]
    config.extra_css = [*styles, *(name for name in config.extra_css if name not in styles)]
    scripts = [_module(f"{FOLDER}/{name}") for name in SCRIPTS]
    known = {script.path for script in scripts}
    others = [script for script in config.extra_javascript if str(script) not in known]
    config.extra_javascript = [*scripts, *others]


def files(config: MkDocsConfig) -> Iterator[File]:
    """Yield the files to publish."""
    for path in sorted(SOURCE.iterdir()):
        if path.suffix in {".css", ".js"}:
            yield File.generated(config, f"{FOLDER}/{path.name}", abs_src_path=str(path))


def _module(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.type = "module"
    return script
