"""MySQL: which server answers the programs that need one."""

import os

from running_loop.services import external, mariadb
from running_loop.services.embedded import Embedded
from running_loop.services.external import External
from running_loop.services.mariadb import MariaDB
from running_loop.services.service import Service, ServiceError

VARIABLE = "RUNNING_LOOP_MYSQL"
CHOICES = ("mariadb", "embedded")


def identity() -> str:
    """Return what would answer now, with its version, or why nothing would."""
    try:
        service = choose()
        return service.look() if isinstance(service, External) else service.description
    except ServiceError as error:
        return f"nothing: {error}"


def choose() -> Service:
    """Return the server to use, not yet started.

    It is the one that MYSQL_URL names, else this machine's MariaDB, else the
    embedded one; RUNNING_LOOP_MYSQL=mariadb or =embedded insists on one.

    Raises:
        ServiceError: One of these variables is wrong, or MariaDB is missing.
    """
    wanted = os.environ.get(VARIABLE)
    if wanted not in (None, "", *CHOICES):
        raise ServiceError(
            f"needs a database, and {VARIABLE} is {wanted!r}",
            " or ".join(CHOICES),
            f"unset {VARIABLE}",
        )
    if not wanted and os.environ.get(external.VARIABLE):
        return External(os.environ[external.VARIABLE])
    binary = mariadb.find() if wanted != "embedded" else None
    if wanted == "mariadb" and not binary:
        raise ServiceError(
            f"needs a database: {VARIABLE} is 'mariadb', and no MariaDB server is on this machine",
            "mariadbd or mysqld",
            f"install it ({mariadb.INSTALL}), or unset {VARIABLE}",
        )
    return MariaDB(binary) if binary else Embedded()
