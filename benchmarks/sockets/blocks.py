"""Blocks of 8 KiB."""

import socket
import sys

port, rounds = int(sys.argv[1]), int([*sys.argv, "4"][2])
total = blocks = 0
for _ in range(rounds):
    with socket.create_connection(("127.0.0.1", port)) as client, client.makefile("rb") as reader:
        while block := reader.read(8192):
            total += len(block)
            blocks += 1
print(total, blocks, sep="\t")
