-- getglobal and setglobal tag methods come and go while code runs (4.1, 4.2): the next access obeys.
local log = function (...) write(arg[1], " ", tostring(arg[2]), " ", tostring(arg[3]), "\n") end
for turn = 1, 4 do
  write(tostring(undefined), " ")
  if turn == 1 then settagmethod(tag(nil), "getglobal", function (name, value) return name .. tostring(value) end) end
  if turn == 3 then settagmethod(tag(nil), "getglobal", nil) end
end
print()

-- A handler decides by the value that the global has just then.
T = newtag()
settagmethod(T, "setglobal", function (name, old, new)
  write("set ", name, " from ", type(old), " to ", type(new), "\n")
  if type(new) == "number" then rawset(globals(), name, new) end
end)
x = settag({}, T)
x = "refused"
x = {}
x = nil
x = strlen("abc")
print(x)
x = "plain now"
print(x)
x = settag({}, T)
x, y = 1 + 1, "y"
print(x, y)
x = settag({}, T)
function x() end
for i = 1, 2 do x = i * 10 end
print(x)
x = settag({}, T)
setglobal("x", "refused")
rawset(globals(), "x", "raw")
print(x)

-- A value whose tag changes while it is a global.
settagmethod(T, "getglobal", function (name, value) return name .. " is a " .. type(value) end)
z = {}
for turn = 1, 3 do
  write(type(z), " ")
  if turn == 1 then settag(z, T) end
  if turn == 2 then print(z, getglobal("z"), type(rawget(globals(), "z"))) end
end
print()
local again = function () return z end
settagmethod(T, "getglobal", nil)
print(type(again()))

-- One access, one call; an error in a handler is an error of the access.
calls = 0
settagmethod(tag(nil), "getglobal", function (name)
  rawset(globals(), "calls", calls + 1)
  if name == "wrong" then error("no " .. name) end
  return 1, "surplus"
end)
local sum = one + one * one - -one
print(sum, calls, one .. one, one < 2, -one, ({[one] = one})  == nil, calls)
if one and one == 1 and not (one > 1) then print(calls) end
print(call(function () return 1 + wrong end, {}, "x", function (message) print(message) end), calls)
settagmethod(tag(nil), "getglobal", nil)
print(one, wrong)
