# /// script
# requires-python = ">=3.10"
# ///
"""What 3.11 added, and what 3.10 says when it is asked for it."""

import asyncio
import builtins

NAMES = [
    (asyncio, "TaskGroup"),
    (asyncio, "timeout"),
    (asyncio, "Runner"),
    (asyncio, "Barrier"),
    (asyncio.StreamWriter, "start_tls"),
    (builtins, "ExceptionGroup"),
]
EXCEPT_STAR = "try: pass\nexcept* ValueError: pass\n"

for owner, name in NAMES:
    try:
        getattr(owner, name)
    except AttributeError as error:
        print("AttributeError:", error)
    else:
        print(f"{owner.__name__}.{name}: here")

try:
    compile(EXCEPT_STAR, "program", "exec")
except SyntaxError as error:
    print("SyntaxError:", error.msg)
else:
    print("except*: here")
