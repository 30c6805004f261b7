"""Connections to a server in the same process, made, accepted and closed."""

import socket
import sys

count = int([*sys.argv, "5000"][2])
server = socket.create_server(("127.0.0.1", 0), backlog=5)
address = server.getsockname()
accepted = 0
for _ in range(count):
    near = socket.socket()
    near.connect(address)
    far, _ = server.accept()
    accepted += 1
    near.close()
    far.close()
server.close()
print(accepted)
