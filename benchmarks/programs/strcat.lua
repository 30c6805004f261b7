-- building text with `..' from strings and numbers: the pages of a report
local size = tonumber(arg and arg[1] or 900)

function bar (length)
  local result = ""
  for i = 1, length do result = result .. "*" end
  return result
end

function make_page (number, lines)
  local text, total = "page " .. number .. "\n", 0
  for i = 1, lines do
    local value = mod((number + i) * 7919, 100)
    total = total + value
    text = text .. i .. ": " .. value .. " of " .. total .. " " .. bar(floor(value / 20)) .. "\n"
  end
  return text .. "total " .. total .. "\n"
end

local length, checksum = 0, 0
for number = 1, size do
  local text = make_page(number, 500)
  length = length + strlen(text)
  for i = 1, strlen(text), 97 do checksum = mod(checksum * 3 + strbyte(text, i), 1000003) end
end
print(length, checksum)
