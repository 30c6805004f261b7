-- Functions that carry values: in Lua 4.0 a function sees no locals of the functions around it but takes
-- copies of them along (%name), made when it is created.
-- Run:      luashell scripts/language/upvalues.lua
-- You see:  what that means, and how a table serves when the value must change.

function adder(n)
  return function (x) return x + %n end
end

add5, add100 = adder(5), adder(100)
print(add5(1), add100(1))

-- a copy cannot change; what it refers to can
function counter()
  local state = {count = 0}
  return function ()
    %state.count = %state.count + 1
    return %state.count
  end
end

one, other = counter(), counter()
print(one(), one(), one(), other())

-- the copy is taken when the function is created, not when it is called
function frozen()
  local value = "before"
  local tell = function () return %value end
  value = "after"
  return tell(), value
end

print(frozen())

-- functions of functions
function compose(f, g)
  return function (x) return %f(%g(x)) end
end

shout = compose(function (s) return s .. "!" end, strupper)
print(shout("upvalues"))
