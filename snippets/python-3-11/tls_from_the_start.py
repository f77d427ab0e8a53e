# /// script
# requires-python = ">=3.10"
#
# [tool.running-loop]
# timeline = "folded"
# stage = ["TEST_KEY_AND_CERTIFICATE"]
# ///
"""TLS from the first byte, which is older than 3.11."""

import asyncio
import ssl


async def serve(_: object, writer: asyncio.StreamWriter) -> None:
    writer.write(b"the secret\n")
    await writer.drain()
    writer.close()


async def main() -> None:
    own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    own.load_cert_chain(__file__)
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=own)
    address = server.sockets[0].getsockname()
    context = ssl.create_default_context(cafile=__file__)
    reader, writer = await asyncio.open_connection(
        *address, ssl=context, server_hostname="localhost"
    )
    server.close()  # one client is enough
    print(await reader.readline(), writer.get_extra_info("cipher")[1])
    writer.close()
    await writer.wait_closed()


TEST_KEY_AND_CERTIFICATE = """
-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEINm7qJL1nDaXQSLhprICQx9nQ4GCR4ofCWYa376xbJF+
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIHwMIGjoAMCAQICAQEwBQYDK2VwMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDAgFw0yMDAxMDEw
MDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowFDESMBAGA1UEAwwJbG9jYWxob3N0MCowBQYDK2Vw
AyEAiDOtam2Pp8DwIxEhPvy3VrZe7AcVq9P65l/bmy9Ze0ijGDAWMBQGA1UdEQQNMAuCCWxv
Y2FsaG9zdDAFBgMrZXADQQD4SY8aHjLdTGyxgScaMxV7r/DBv9sAeXK6j+wCHUGobwW4voYi
uZ4hRguFSWSPU17PIsXCQIKgHtaorcDSWSkJ
-----END CERTIFICATE-----
"""
asyncio.run(main())
