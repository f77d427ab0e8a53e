# /// script
# requires-python = ">=3.11"
# ///
"""Where a comprehension may hold async for."""

PLACES = {
    "list in async def": "async def all(): [n async for n in numbers]",
    "list in def": "def all(): [n async for n in numbers]",
    "list at the top level": "[n async for n in numbers]",
    "generator in def": "def all(): (n async for n in numbers)",
}

for place, source in PLACES.items():
    try:
        compile(source, "program", "exec")
    except SyntaxError as error:
        print(f"{place}: SyntaxError:\n  {error.msg}")
    else:
        print(f"{place}: accepted")
