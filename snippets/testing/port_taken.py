# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# alone = true
# timeline = "none"
# ///
"""A port can be taken; port 0 asks for one that is free."""

import asyncio
import errno
import unittest


async def hang_up(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    writer.close()


class TestPorts(unittest.IsolatedAsyncioTestCase):
    async def serve(self, port: int) -> int:
        server = await asyncio.start_server(hang_up, "127.0.0.1", port)
        await self.enterAsyncContext(server)
        return server.sockets[0].getsockname()[1]

    async def test_same_port(self) -> None:
        port = await self.serve(0)
        with self.assertRaises(OSError) as refusal:
            await self.serve(port)
        self.assertEqual(refusal.exception.errno, errno.EADDRINUSE)

    async def test_free_ports(self) -> None:
        self.assertNotEqual(await self.serve(0), await self.serve(0))


if __name__ == "__main__":
    unittest.main()
