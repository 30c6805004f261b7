"""Short lines."""

import socket
import sys

port, rounds = int(sys.argv[1]), int([*sys.argv, "1"][2])
total = lines = 0
for _ in range(rounds):
    with socket.create_connection(("127.0.0.1", port)) as client, client.makefile("rb") as reader:
        while line := reader.readline():
            total += len(line.rstrip(b"\r\n"))
            lines += 1
print(total, lines, sep="\t")
