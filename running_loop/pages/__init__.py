"""Markdown in, Markdown out: pages, and what stands in the place of their cells."""
