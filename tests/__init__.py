"""Tests, one module for each of the package, and the published pages."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
