"""Values as the prompt shows them: bounded, whatever their size, and without a byte that could steer a terminal.

Tables look like the constructors that make them (2.10), strings like literals (1.5): what is shown of plain data, with
nothing left out, is Lua that makes an equal value. What is left out is told in comments. Tag methods are never called.

``literals`` writes strings, numbers and keys, ``describing`` what has no literal, ``contents`` puts the entries of a
table in order, ``layout`` shows a value within bounds, ``streaming`` all of it.
"""
