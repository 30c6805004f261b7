"""The tour: eight steps through Lua and its sockets, learnt by typing."""
