# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# stage = ["TEST_KEY_AND_CERTIFICATE"]
# ///
"""Both ends of an open connection go over to TLS."""

import asyncio
import ssl


async def main() -> None:
    async def serve(_: object, writer: asyncio.StreamWriter) -> None:
        writer.write(b"go ahead\n")
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(__file__)
        await writer.start_tls(context)
        writer.write(b"the secret\n")
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(*address)
    print(await reader.readline(), writer.get_extra_info("cipher"))
    server.close()  # one client is enough
    context = ssl.create_default_context(cafile=__file__)
    await writer.start_tls(context, server_hostname="localhost")
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
