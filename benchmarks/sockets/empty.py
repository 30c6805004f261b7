"""What every program has to begin with: sockets are loaded."""

import socket

socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()
