# /// script
# requires-python = ">=3.11"
# ///
"""Where the compiler accepts await, and the flag of notebooks."""

import ast

LINE = "await asyncio.sleep(0.1)\n"
PLACES = {
    "in async def": f"async def main():\n    {LINE}",
    "in def": f"def main():\n    {LINE}",
    "at the top level": LINE,
}

for place, source in PLACES.items():
    try:
        compile(source, "program", "exec")
    except SyntaxError as error:
        print(f"{place}: SyntaxError: {error.msg}")
    else:
        print(f"{place}: accepted")

compile(LINE, "cell", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
print("at the top level, with the flag: accepted")
