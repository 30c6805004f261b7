-- Blocks and loops inside each other, deeper than anybody writes: scope, break, return and upvalues are as always
-- (2.6, 2.7, 2.9).
function search(wanted)
  local steps, last = 0
  for a = 1, 2 do for b = 1, 2 do while 1 do repeat for c, d in {"x"} do do do do do if a then
    for e = 1, 2 do for f = 1, 2 do for g = 1, 2 do
      steps = steps + 1
      local sum = a + b + e + f + g
      if sum == wanted then return sum, steps end
      if sum > wanted then break end
      last = function () return %sum, %wanted end
    end end end
  end end end end end end until 1 break end end end
  return "none", steps, last()
end
print(search(5))
print(search(6))
print(search(11))

-- Each break leaves the loop around it and no other.
function leave(n)
  local out = ""
  for i = 1, n do do do do do do do do do do
    for j = 1, n do
      do do do do if j > i then break end end end end end
      out = out .. i .. j .. " "
    end
    if i == 3 then do break end end
  end end end end end end end end end end
  return out
end
print(leave(9))

-- A parameter, a vararg table and locals of the function are assigned from the depth.
function assign(a, b, ...)
  local c
  do do do do do do do do do do do do
    a, b = b, a
    c = a or b
    if arg.n > 1 then arg = {n = -1} end
    local a = "inner"
    b = a
  end end end end end end end end end end end end
  return a, b, c, arg.n
end
print(assign(1, 2))
print(assign(1, nil, 3, 4))

-- Functions made in the depth keep what they froze.
local made = {}
for i = 1, 2 do do do do do do do do do do
  for j = 1, 2 do
    local x = i * 10 + j
    tinsert(made, function (y) return %x + y, %i, %j end)
    x = nil
  end
end end end end end end end end end end
for i = 1, getn(made) do print(made[i](100)) end

-- Many branches, and conditions with tests of every kind.
function classify(x)
  if x == nil then return "nil"
  elseif type(x) ~= "number" then
    if type(x) == "string" and strlen(x) > 2 and (x < "m" or x == "zoo") then return "low" else return "high" end
  elseif x < 0 and x ~= -1 or x == -100 then return "negative"
  elseif x == -1 then return "minus one"
  elseif x == 0 then return "zero"
  elseif x == 1 then return "one"
  elseif x == 2 then return "two"
  elseif x == 3 then return "three"
  elseif x == 4 then return "four"
  elseif x == 5 then return "five"
  elseif x == 6 then return "six"
  elseif x == 7 then return "seven"
  elseif x == 8 then return "eight"
  elseif not (x < 100) and x + 1 then return "large"
  else return "medium"
  end
end
print(classify(nil), classify("abc"), classify("zoo"), classify("zz"), classify("xyz"))
for i = -2, 9 do write(classify(i), " ") end
print(classify(100))
