-- `sort' of numbers: in the natural order, then by a comparison function in the opposite one
local size = tonumber(arg and arg[1] or 200000)

function make_numbers (count)
  local numbers, seed = {}, 42
  for i = 1, count do
    seed = mod(seed * 16807, 2147483647)
    numbers[i] = seed
  end
  return numbers
end

local numbers = make_numbers(size)
sort(numbers)
print(numbers[1], numbers[floor(size / 2) + 1], numbers[size])
numbers = make_numbers(size)
sort(numbers, function (a, b) return a > b end)
print(numbers[1], numbers[floor(size / 2) + 1], numbers[size])
