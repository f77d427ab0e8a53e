"""Tests of the emulation of MySQL."""
