"""What the prompt adds to an error, which Lua itself has reported by then (5.1): the place, and advice.

``locating`` finds the words that an error is about, ``failures`` keeps what is known of it as text, ``excerpts`` shows
the line with a caret, ``answers`` says what is shown after an error, ``interrupts`` where an interrupt struck.
"""
