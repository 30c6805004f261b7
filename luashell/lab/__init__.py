"""Loopback servers for lessons and tests."""
