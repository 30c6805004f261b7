"""Everything until the peer closes: large transfers."""

import socket
import sys

port, rounds = int(sys.argv[1]), int([*sys.argv, "4"][2])
total = 0
for _ in range(rounds):
    with socket.create_connection(("127.0.0.1", port)) as client:
        pieces = []
        while piece := client.recv(65536):
            pieces.append(piece)
        data = b"".join(pieces)
        total += len(data)
print(total)
