"""What running code needs; knows no syntax, no code generation, no sockets and no terminal."""
