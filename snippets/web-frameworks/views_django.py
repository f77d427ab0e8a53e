# /// script
# requires-python = ">=3.11"
# dependencies = ["django"]
# ///
"""Four kinds of view in Django; each says where it waited."""

import asyncio
import threading
import time

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def sleep() -> str:
    time.sleep(0.2)
    return threading.current_thread().name


async def awaits(_: HttpRequest) -> HttpResponse:
    await asyncio.sleep(0.2)
    return HttpResponse(threading.current_thread().name)


def plain(_: HttpRequest) -> HttpResponse:
    return HttpResponse(sleep())


async def in_thread(_: HttpRequest) -> HttpResponse:
    return HttpResponse(await sync_to_async(sleep)())


async def blocks(_: HttpRequest) -> HttpResponse:
    return HttpResponse(sleep())


views = (awaits, plain, in_thread, blocks)
urls = tuple(path(view.__name__, view) for view in views)
settings.configure(ROOT_URLCONF=urls)
app = get_asgi_application()
