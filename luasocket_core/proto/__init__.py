"""HTTP, SMTP and FTP: Python's own http.client, smtplib and ftplib over our streams, with this library's words.

What those libraries do is not written again. Where the specification asks for more, a method of theirs is overridden,
the smallest that will do, or what they are given is checked first.
"""
