-- `sort' in the natural order: numbers and words
local size = tonumber(arg and arg[1] or 200000)

function make_lists (count)
  local numbers, words, seed = {}, {}, 42
  for i = 1, count do
    seed = mod(seed * 16807, 2147483647)
    numbers[i] = mod(seed, 1000000)
    words[i] = format("%06x", floor(seed / 128))
  end
  return numbers, words
end

function is_sorted (list)
  for i = 2, getn(list) do
    if list[i] < list[i - 1] then return nil end
  end
  return 1
end

local numbers, words = make_lists(size)
sort(numbers)
sort(words)
if not is_sorted(numbers) or not is_sorted(words) then error("not sorted") end
local middle = floor(size / 2) + 1
print(numbers[1], numbers[middle], words[middle])
