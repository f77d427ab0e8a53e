"""Tests of `running_loop/tracer/`."""
