"""LuaSocket for Lua programs: the only room that knows both Lua values and sockets.

The files that a state opens at its start (``opening``, ``sockets``, ``tcp``, ``udp``, ``dns``, ``later``) import
nothing of luasocket_core. What stands behind a socket (``handles``, ``clients``, ``servers``, ``datagrams``) is loaded
with the first of them.
"""
