"""Files that are replaced whole: a reader, or an interrupted writer, meets no half of one."""

import os
import tempfile
from pathlib import Path

# mkstemp keeps a file from all others; what is written here is for all.
MODE = 0o644


def write(path: Path, text: str, mode: int = MODE) -> None:
    """Put a text, as UTF-8, in the place of a file; make its folder if there is none.

    Args:
        path: The file.
        text: The text.
        mode: Who may read and write the file.

    Raises:
        OSError: The folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
