-- Names that are ordinary in Lua (1.2), whatever they mean to the language that the interpreter is written in.
do
  local None, True, False, class, lambda, def, self, super, is = 1, 2, 3, 4, 5, 6, 7, 8, 9
  print(None, True, False, class, lambda, def, self, super, is)
end

function words()
  pass, del, import, global, nonlocal, yield, async, await, raise = 1, 2, 3, 4, 5, 6, 7, 8, 9
  return pass + del + import + global + nonlocal + yield + async + await + raise
end
print(words())

-- As global variables, by every way to them (2.5, 6.2).
function define()
  None, True, False, __debug__, __builtins__, __name__, __class__, __import__ = 1, 2, 3, 4, 5, {}, 7, 8
  super, print_, len, dict, tuple, float, str = 9, 10, 11, 12, 13, 14, 15
end
define()
function show()
  print(None, True, False, __debug__, __builtins__, type(__name__), __class__, __import__)
  print(super, print_, len, dict, tuple, float, str, int, exec)
end
globals().exec = "a field"
show()
print(getglobal("None"), getglobal("__builtins__"), rawget(globals(), "True"), globals()["__debug__"])
setglobal("None", nil)
rawset(globals(), "True", "true")
globals().False = nil
function check() return None, True, False, __builtins__ end
print(check())
local seen = 0
for name, value in globals() do
  if name == "None" or name == "False" then print("nil is no entry") end
  if name == "True" or name == "__debug__" or name == "__builtins__" then seen = seen + 1 end
end
print(seen)

-- As fields, parameters and methods.
local t = {None = 1, class = 2, pop = 3, get = 4, keys = 5, tag = 6, raw_get = 7, __class__ = 8; "item"}
print(t.None, t.class, t.pop, t.get, t.keys, t.tag, t.raw_get, t.__class__, t[1], t.handlers, t.items)
t.pop = nil
t.update = "updated"
print(t.pop, t.update, t.clear)
function t:lambda(except, finally) return self.None + except + finally end
print(t:lambda(10, 100))
function f(a, a) return a end
print(f(1, 2))
