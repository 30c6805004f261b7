"""Help, offline: made from what the libraries and the commands say about themselves."""
