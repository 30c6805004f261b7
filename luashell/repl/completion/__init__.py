"""What could come next in an entry, and which argument is being typed. Pure: no code of a program is ever run.

Values are looked at by raw access only, chapters of the library that no program has asked for are not opened, and the
state is as before. ``completing.py`` and ``signatures.py`` are the doors.
"""
