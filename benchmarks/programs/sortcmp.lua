-- `sort' with a comparison function: fractions, compared by multiplying crosswise
local size = tonumber(arg and arg[1] or 80000)

function make_fractions (count)
  local fractions, seed = {}, 42
  for i = 1, count do
    seed = mod(seed * 16807, 2147483647)
    fractions[i] = {numerator = mod(seed, 30000), denominator = mod(seed, 7919) + 1}
  end
  return fractions
end

function is_less (a, b)
  return a.numerator * b.denominator < b.numerator * a.denominator
end

local fractions = make_fractions(size)
sort(fractions, is_less)
for i = 2, size do
  if is_less(fractions[i], fractions[i - 1]) then error("not sorted") end
end
local largest = fractions[size]
print(largest.numerator, largest.denominator)
