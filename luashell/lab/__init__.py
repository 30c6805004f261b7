"""Servers to practise with, on the loopback interface only: echo, daytime, chargen, web, mail, files.

    from luashell.lab import Lab

    with Lab(log=print) as lab:
        print(lab.servers["web"].port)

They are real servers: Python's socketserver and http.server, aiosmtpd and pyftpdlib. What a page, a message or a file
is about stands in ``docs/lab.md``.
"""

from __future__ import annotations

from luashell.lab.laboratory import Lab
from luashell.lab.server import Server

__all__ = ["Lab", "Server"]
