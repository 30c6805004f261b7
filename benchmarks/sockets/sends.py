"""Many small pieces sent, and one answer at the end."""

import socket
import sys

port, count = int(sys.argv[1]), int([*sys.argv, "200000"][2])
with socket.create_connection(("127.0.0.1", port)) as client:
    for _ in range(count):
        client.sendall(b"a small piece of data\n")
    client.sendall(b"end\n")
    print(client.makefile("rb").readline().rstrip(b"\n").decode())
