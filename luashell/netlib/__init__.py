"""LuaSocket for Lua programs: the only room that knows both Lua values and sockets.

What a state opens at its start (the functions in ``sockets``, ``tcp``, ``udp``, ``dns`` and ``later``) imports nothing
of luasocket_core. What stands behind a socket (``handles``, ``clients``, ``servers``, ``datagrams``) is loaded with the
first of them.
"""
