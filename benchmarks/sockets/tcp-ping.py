"""A question and its answer, over TCP."""

import socket
import sys

port, count = int(sys.argv[1]), int([*sys.argv, "20000"][2])
answers = 0
with socket.create_connection(("127.0.0.1", port)) as client:
    for _ in range(count):
        client.sendall(b"ping\n")
        if client.recv(4096) == b"ping\n":
            answers += 1
print(answers)
