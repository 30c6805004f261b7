-- scanning text with `gsub': word frequencies
local size = tonumber(arg and arg[1] or 50000)

function make_lines (count)
  local syllables = {"ka", "lor", "mi", "ne", "tas", "Un", "vo"}
  local lines, seed = {}, 42
  for i = 1, count do
    local line = ""
    for word = 1, 8 do
      seed = mod(seed * 16807, 2147483647)
      local first, second = mod(seed, 7) + 1, mod(floor(seed / 7), 7) + 1
      line = line .. syllables[first] .. syllables[second] .. ", "
    end
    tinsert(lines, line)
  end
  return lines
end

function count_words (lines)
  local counts = {}
  for i = 1, getn(lines) do
    gsub(lines[i], "(%a+)", function (word)
      word = strlower(word)
      %counts[word] = (%counts[word] or 0) + 1
    end)
  end
  return counts
end

function by_frequency (counts)
  local words = {}
  for word, count in counts do tinsert(words, word) end
  sort(words, function (a, b)
    if %counts[a] ~= %counts[b] then return %counts[a] > %counts[b] end
    return a < b
  end)
  return words
end

local counts = count_words(make_lines(size))
local words = by_frequency(counts)
for i = 1, 5 do print(words[i], counts[words[i]]) end
print(getn(words))
