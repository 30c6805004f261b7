"""Editing an entry: what its text looks like on the way to being right. Pure, but for ``adaptors.py``."""
