"""Tree to Python: every Lua function becomes a Python function, built from ``ast`` nodes, never from text.

How the generated code works (docs/decisions/0003, design notes in docs/):

- Common operations are Python's own, in a ``try`` that costs nothing. What Python refuses (a string in arithmetic, an
  index into a number, a call of a table) raises TypeError there, and the handler does the same operation through the
  runtime: coercion, tag methods, error message.
- Nothing that can have an effect is done twice. So whatever may run Lua code (calls, indexing, global variables) goes
  to a temporary in a statement of its own, and only operations without effect stand together in one ``try``.
- All functions of a chunk are siblings inside one Python function: Lua 4.0 has no live closures, the values that a
  function freezes (``%name``) are parameters of a factory.
"""
