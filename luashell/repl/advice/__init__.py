"""What to say to somebody who may have meant something else: misspelt, of a later Lua, or of another language."""
