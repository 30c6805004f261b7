"""Text to tree: scanner, parser, and the rules of scope. Knows no values, no Python code, no files."""
