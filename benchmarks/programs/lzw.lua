-- tables keyed by strings: LZW compression and expansion
local size = tonumber(arg and arg[1] or 150)

function make_text (seed, words)
  local syllables = {"lo", "ba", "mi", "tur", "ke", "san", "o", "pel"}
  local text = ""
  for i = 1, words do
    seed = mod(seed * 16807, 2147483647)
    text = text .. syllables[mod(seed, 8) + 1] .. syllables[mod(floor(seed / 8), 8) + 1] .. " "
  end
  return text
end

function compress (text)
  local codes, count = {}, 256
  for i = 0, 255 do codes[strchar(i)] = i end
  local output, length, prefix = {}, 0, ""
  for i = 1, strlen(text) do
    local character = strsub(text, i, i)
    local longer = prefix .. character
    if codes[longer] then
      prefix = longer
    else
      length = length + 1
      output[length] = codes[prefix]
      codes[longer] = count
      count = count + 1
      prefix = character
    end
  end
  if prefix ~= "" then output[length + 1] = codes[prefix] end
  return output
end

function expand (input)
  local strings, count = {}, 256
  for i = 0, 255 do strings[i] = strchar(i) end
  local previous = strings[input[1]]
  local text = previous
  for i = 2, getn(input) do
    local entry = strings[input[i]] or previous .. strsub(previous, 1, 1)
    text = text .. entry
    strings[count] = previous .. strsub(entry, 1, 1)
    count = count + 1
    previous = entry
  end
  return text
end

local length, checksum = 0, 0
for seed = 1, size do
  local text = make_text(seed, 2000)
  local output = compress(text)
  if expand(output) ~= text then error("expansion went wrong") end
  length = length + strlen(text)
  for i = 1, getn(output) do checksum = mod(31 * checksum + output[i], 1000003) end
end
print(length, checksum)
