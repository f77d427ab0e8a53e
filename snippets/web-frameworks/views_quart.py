# /// script
# requires-python = ">=3.11"
# dependencies = ["quart"]
# ///
"""Four kinds of view in Quart; each says where it waited."""

import asyncio
import threading
import time

from quart import Quart

app = Quart(__name__)


def sleep() -> str:
    time.sleep(0.2)
    return threading.current_thread().name


@app.get("/awaits")
async def awaits() -> str:
    await asyncio.sleep(0.2)
    return threading.current_thread().name


@app.get("/plain")
def plain() -> str:
    return sleep()


@app.get("/in_thread")
async def in_thread() -> str:
    return await asyncio.to_thread(sleep)


@app.get("/blocks")
async def blocks() -> str:
    return sleep()
