-- text one character at a time: run-length encoding and back
local size = tonumber(arg and arg[1] or 1600)

function make_text (seed, runs)
  local text = ""
  for i = 1, runs do
    seed = mod(seed * 16807, 2147483647)
    text = text .. strrep(strchar(97 + mod(i, 26)), mod(seed, 12) + 1)
  end
  return text
end

function encode (text)
  local result, previous, count = "", "", 0
  for i = 1, strlen(text) do
    local character = strsub(text, i, i)
    if character == previous then
      count = count + 1
    else
      if count > 0 then result = result .. count .. previous end
      previous, count = character, 1
    end
  end
  if count > 0 then result = result .. count .. previous end
  return result
end

function decode (code)
  local result, count = "", 0
  for i = 1, strlen(code) do
    local character = strsub(code, i, i)
    if character >= "0" and character <= "9" then
      count = 10 * count + tonumber(character)
    else
      result = result .. strrep(character, count)
      count = 0
    end
  end
  return result
end

local long, short = 0, 0
for seed = 1, size do
  local text = make_text(seed, 200)
  local code = encode(text)
  if decode(code) ~= text then error("decoding went wrong") end
  long = long + strlen(text)
  short = short + strlen(code)
end
print(long, short)
