"""Tests of `running_loop/assets/`."""
