"""MariaDB: a private instance of the server that this machine has."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from running_loop.services.databases import Login
from running_loop.services.instance import Instance
from running_loop.services.private import HOST, PrivateServer
from running_loop.services.service import ServiceError

BINARIES = ("mariadbd", "mysqld")
BRANDS = ("mariadb", "mysql")
# A user's PATH often lacks the folders of servers; Homebrew keeps old versions apart.
PLACES = (
    "/usr/sbin",
    "/usr/libexec",
    "/usr/local/sbin",
    "/usr/local/libexec",
    "/opt/homebrew/bin",
    "/usr/local/bin",
    "/home/linuxbrew/.linuxbrew/bin",
    "/opt/homebrew/opt/mariadb/bin",
    "/usr/local/opt/mariadb/bin",
)
PREPARE_TIMEOUT_S = 60
VERSION_TIMEOUT_S = 10
# Versions before 11 call these files mysql_…, later ones mariadb_….
TABLES = ("system_tables", "performance_tables", "system_tables_data")
# A version that does not know one of these options goes on without it.
SMALL = (
    "--loose-innodb-buffer-pool-size=8M",
    "--loose-innodb-log-file-size=4M",
    "--loose-innodb-flush-method=nosync",
    "--loose-innodb-flush-log-at-trx-commit=0",
    "--loose-innodb-use-native-aio=0",
    "--loose-aria-pagecache-buffer-size=1M",
    "--loose-key-buffer-size=1M",
    "--loose-performance-schema=OFF",
    "--loose-skip-log-bin",
)
SERVING = (
    "--socket=",
    f"--bind-address={HOST}",
    "--skip-name-resolve",
    "--max-connections=1000",
    "--character-set-server=utf8mb4",
    "--default-time-zone=+00:00",
    # A program that waits for itself gets an error before its time limit.
    "--innodb-lock-wait-timeout=5",
    "--lock-wait-timeout=5",
)
INSTALL = "apt-get install mariadb-server-core, brew install mariadb, dnf install mariadb-server"


@dataclass(frozen=True)
class Binary:
    """A MariaDB server program.

    Attributes:
        path: Where it is.
        version: Its version: `10.11.14`, or `of unknown version`.
    """

    path: Path
    version: str


def find() -> Binary | None:
    """Return the MariaDB server of this machine, or None."""
    path = os.pathsep.join([os.environ.get("PATH", ""), *PLACES])
    for name in BINARIES:
        found = shutil.which(name, path=path)
        version = _version(found) if found else None
        if found and version:
            return Binary(Path(found), version)
    return None


def _version(path: str) -> str | None:
    """Return the version of a server, `of unknown version` if it does not say one.

    Returns:
        None for Oracle's MySQL.
    """
    try:
        said = subprocess.run(
            [path, "--no-defaults", "--version"],
            capture_output=True,
            text=True,
            timeout=VERSION_TIMEOUT_S,
            check=False,
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return "of unknown version"
    match = re.search(r"(\d+\.\d+\.\d+)-MariaDB", said)
    if match:
        return match[1]
    return None if "MySQL" in said else "of unknown version"


class MariaDB(PrivateServer):
    """A MariaDB server with small buffers, whose data is thrown away."""

    def __init__(self, binary: Binary) -> None:
        """Take the server program."""
        super().__init__()
        self._binary = binary

    @property
    def description(self) -> str:
        """Its name and version."""
        return f"MariaDB {self._binary.version}"

    def _prepare(self, instance: Instance, admin: Login) -> None:
        """Write the server's own tables, with one user who can log in: the admin.

        `mariadb-install-db` does this too, but needs more than the server alone.
        """
        data = instance.folder / "data"
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir()
        tables = "".join(path.read_text(encoding="utf-8") for path in self._tables())
        user = f"`{admin.user}`@`{HOST}`"
        script = (
            f"create database mysql;\nuse mysql;\n{tables}\n"
            "delete from global_priv where User <> 'mariadb.sys';\n"
            "flush privileges;\n"
            f"create user {user} identified by '{admin.password}';\n"
            f"grant all on *.* to {user} with grant option;\n"
        )
        self._bootstrap(instance, script)

    def _bootstrap(self, instance: Instance, script: str) -> None:
        command = [*self._command(instance), "--bootstrap"]
        try:
            done = subprocess.run(
                command,
                cwd=instance.folder,
                env=instance.environment(),
                input=script,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                timeout=PREPARE_TIMEOUT_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise self._unusable(str(error)) from error
        if done.returncode:
            raise self._unusable(f"ended with exit status {done.returncode}", done.stdout)

    def _launch(self, instance: Instance, admin: Login) -> None:
        port = f"--port={admin.port}"
        pid_file = f"--pid-file={instance.folder / 'pid'}"
        instance.launch([*self._command(instance), *SERVING, port, pid_file])

    def _command(self, instance: Instance) -> list[str]:
        folders = [f"--datadir={instance.folder / 'data'}", f"--tmpdir={instance.folder}"]
        # It refuses to run as root unless it is told to.
        user = ["--user=root"] if os.geteuid() == 0 else []
        return [str(self._binary.path), "--no-defaults", *folders, *SMALL, *user]

    def _tables(self) -> list[Path]:
        """Return the SQL files that make the server's own tables, in order."""
        homes = {path.parents[1] for path in (self._binary.path, self._binary.path.resolve())}
        folders = [home / "share" / name for home in sorted(homes) for name in BRANDS]
        for folder in folders:
            for brand in BRANDS:
                files = [folder / f"{brand}_{name}.sql" for name in TABLES]
                if all(file.is_file() for file in files):
                    return files
        looked = ", ".join(str(folder) for folder in folders)
        raise self._unusable(f"comes without its files *_{TABLES[0]}.sql in {looked}")

    def _unusable(self, found: str, log: str = "") -> ServiceError:
        return ServiceError(
            f"needs a database, and {self._binary.path} cannot make one: {found}",
            "a MariaDB that starts",
            self._remedy(),
            log,
        )

    def _remedy(self) -> str:
        return "mend MariaDB, or build with the embedded server: RUNNING_LOOP_MYSQL=embedded"
