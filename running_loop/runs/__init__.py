"""One run, many runs, and what they gave."""
