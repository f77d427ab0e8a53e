# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# raises = "TimeoutError"
# ///
"""A time limit that nobody handles ends the program."""


def answer_within(seconds: int) -> str:
    raise TimeoutError(f"no answer within {seconds} seconds")


print(answer_within(5))
