"""Explanations of errors in plain words: loaded when somebody asks why.

``language``, ``syntax``, ``library``, ``system``, ``sockets`` and ``protocols`` are tables of data: a message, what it
means, what may help. ``explaining`` finds the one for a message, ``answering`` adds what is known of the place and its
values, ``causes`` where these came from.
"""
