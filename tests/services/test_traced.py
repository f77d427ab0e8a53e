"""A program with aiomysql that is not this site's, traced."""

import sys
from pathlib import Path

from running_loop import timeline, tracer
from running_loop.processes import supervision
from running_loop.processes.environment import environment
from running_loop.services.private import PrivateServer
from running_loop.timeline import events
from tests.traced import write

PROGRAM = """
    import asyncio, os
    import aiomysql
    SERVER = {
        "host": os.environ["MYSQL_HOST"],
        "port": int(os.environ["MYSQL_PORT"]),
        "user": os.environ["MYSQL_USER"],
        "password": os.environ["MYSQL_PASSWORD"],
        "db": os.environ["MYSQL_DATABASE"],
    }
    async def ask(pool, number):
        async with pool.acquire() as connection, connection.cursor() as cursor:
            await cursor.execute("SELECT %s + SLEEP(0.02)", (number,))
            return int((await cursor.fetchone())[0])
    async def main():
        async with aiomysql.create_pool(**SERVER, minsize=2) as pool:
            print(await asyncio.gather(ask(pool, 1), ask(pool, 2)))
    asyncio.run(main())
    """


def test_a_program_with_aiomysql(tmp_path: Path, server: PrivateServer) -> None:
    lease = server.lease()
    program, file = write(tmp_path, PROGRAM), tmp_path / "events"
    command = tracer.command(sys.executable, str(program), str(file))
    (tmp_path / "home").mkdir()
    variables = environment(tmp_path) | dict(lease.environment)
    ended = supervision.supervise(
        lambda: command, tmp_path, variables, supervision.Limits(30, 10_000)
    )
    server.give_back(lease)
    assert ended.output == b"[1, 2]\n"
    said = timeline.words(timeline.tell(events.read(file)))
    assert "ask 1 waits: data (line 12)" in said, said
    assert "ask 2 returns: 2" in said, said
