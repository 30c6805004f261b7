-- functions of any number of arguments: `...', `arg' and `call'
local size = tonumber(arg and arg[1] or 400000)

function polynomial (x, ...)
  local result = 0
  for i = 1, arg.n do result = result * x + arg[i] end
  return result
end

function spread (first, ...)
  local lowest, highest = first, first
  for i = 1, arg.n do
    if arg[i] < lowest then
      lowest = arg[i]
    elseif arg[i] > highest then
      highest = arg[i]
    end
  end
  return highest - lowest
end

calls = {}

-- counts the call under `name', then makes it
function traced (name, f, ...)
  calls[name] = (calls[name] or 0) + 1
  return call(f, arg)
end

local checksum = 0
for i = 1, size do
  local value = traced("polynomial", polynomial, 3, mod(i, 5), 2, mod(i, 7))
  if mod(i, 2) == 0 then value = value + traced("spread", spread, mod(i, 11), mod(i, 13), 6, 4) end
  checksum = mod(checksum * 3 + value, 1000003)
end
print(checksum, calls.polynomial, calls.spread)
