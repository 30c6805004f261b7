-- bytes, arithmetic and string building: Base64 and back
local size = tonumber(arg and arg[1] or 500)

alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
digit, value = {}, {}
for i = 1, strlen(alphabet) do
  digit[i - 1] = strsub(alphabet, i, i)
  value[strbyte(alphabet, i)] = i - 1
end

function encode (data)
  local result = ""
  for i = 1, strlen(data) - 2, 3 do
    local group = strbyte(data, i) * 65536 + strbyte(data, i + 1) * 256 + strbyte(data, i + 2)
    result = result .. digit[floor(group / 262144)] .. digit[mod(floor(group / 4096), 64)]
                    .. digit[mod(floor(group / 64), 64)] .. digit[mod(group, 64)]
  end
  return result
end

function decode (text)
  local result = ""
  for i = 1, strlen(text), 4 do
    local group = value[strbyte(text, i)] * 262144 + value[strbyte(text, i + 1)] * 4096
                + value[strbyte(text, i + 2)] * 64 + value[strbyte(text, i + 3)]
    result = result .. strchar(floor(group / 65536), mod(floor(group / 256), 256), mod(group, 256))
  end
  return result
end

function make_data (seed, length)
  local data = ""
  for i = 1, length do
    seed = mod(seed * 16807, 2147483647)
    data = data .. strchar(mod(seed, 256))
  end
  return data
end

local checksum = 0
for seed = 1, size do
  local data = make_data(seed, 1500)
  local text = encode(data)
  if decode(text) ~= data then error("decoding went wrong") end
  checksum = mod(31 * checksum + strbyte(text, 1000), 1000003)
end
print(checksum)
