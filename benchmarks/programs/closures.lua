-- functions that make functions: map, filter, reduce, composition, counters
local size = tonumber(arg and arg[1] or 5000)

function map (f, list)
  local result = {}
  for i = 1, getn(list) do result[i] = f(list[i]) end
  return result
end

function filter (accepts, list)
  local result, count = {}, 0
  for i = 1, getn(list) do
    local item = list[i]
    if accepts(item) then
      count = count + 1
      result[count] = item
    end
  end
  return result
end

function reduce (f, list, initial)
  local result = initial
  for i = 1, getn(list) do result = f(result, list[i]) end
  return result
end

function adder (n) return function (x) return x + %n end end
function divisible (n) return function (x) return mod(x, %n) == 0 end end
function compose (f, g) return function (x) return %f(%g(x)) end end

function counter ()
  local state = {count = 0}
  return function (step)
    %state.count = %state.count + step
    return %state.count
  end
end

local numbers = {}
for i = 1, 300 do numbers[i] = i end
local count, checksum = counter(), 0
for i = 1, size do
  local change = compose(adder(i), function (x) return 2 * x end)
  local chosen = filter(divisible(mod(i, 5) + 2), map(change, numbers))
  checksum = mod(checksum + reduce(function (a, b) return a + b end, chosen, 0), 1000003)
  count(getn(chosen))
end
print(checksum, count(0))
