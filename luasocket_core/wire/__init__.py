"""Pure bytes: what has been received, and how it is cut. No I/O."""
