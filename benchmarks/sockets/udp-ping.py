"""A question and its answer, over UDP."""

import socket
import sys

port, count = int(sys.argv[1]), int([*sys.argv, "20000"][2])
answers = 0
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
    client.settimeout(10)
    client.connect(("127.0.0.1", port))
    for _ in range(count):
        client.send(b"ping")
        if client.recv(65507) == b"ping":
            answers += 1
print(answers)
