"""Tests, one module for each of the package, and the published pages."""
