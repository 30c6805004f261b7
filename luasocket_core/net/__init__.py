"""The operating system: sockets over one seam, their time limits, names and addresses."""
