"""Tests of the services: real servers, on loopback."""
