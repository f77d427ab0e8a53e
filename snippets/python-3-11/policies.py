# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Policies are on their way out; a loop factory needs none."""

import asyncio
import warnings


async def main() -> None:
    print("  main ran")


def with_policy() -> None:
    policy = asyncio.DefaultEventLoopPolicy()
    asyncio.set_event_loop_policy(policy)
    asyncio.run(main())


def with_factory() -> None:
    make_loop = asyncio.SelectorEventLoop
    with asyncio.Runner(loop_factory=make_loop) as runner:
        runner.run(main())


for way in (with_factory, with_policy):
    print(way.__name__)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        way()
    for warning in caught:
        print(f"  {warning.category.__name__}: {warning.message}")
