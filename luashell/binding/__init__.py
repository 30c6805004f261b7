"""How a Python function is offered to Lua."""
