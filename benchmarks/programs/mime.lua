-- parsing lines with `strfind' and `gsub': headers of mail messages
local size = tonumber(arg and arg[1] or 30000)

function make_message (number)
  return {
    "From: Person " .. number .. " <person" .. number .. "@example.org>",
    "To: list@example.org,",
    "\tarchive" .. mod(number, 7) .. "@example.org",
    "Subject:   Report number " .. number,
    "X-Priority: " .. mod(number, 5),
    "Content-Type: text/plain; charset=us-ascii;",
    " name=report" .. number .. ".txt; format=flowed",
    "",
    "The body follows here.",
  }
end

function parse_headers (lines)
  local headers, last = {}, nil
  for i = 1, getn(lines) do
    local line = lines[i]
    if line == "" then break end
    local _, _, folded = strfind(line, "^[ \t]+(.*)$")
    if folded then
      headers[last] = headers[last] .. " " .. folded
    else
      local _, _, name, value = strfind(line, "^([^:%s]+):%s*(.*)$")
      last = strlower(name)
      headers[last] = value
    end
  end
  return headers
end

function parse_parameters (value)
  local parameters = {}
  gsub(value, ";%s*([%w-]+)=([^;%s]+)", function (name, text)
    %parameters[strlower(name)] = text
  end)
  return parameters
end

function addresses (value)
  local list = {}
  gsub(value, "([^%s,<>]+@[^%s,<>]+)", function (address) tinsert(%list, address) end)
  return list
end

local checksum = 0
for number = 1, size do
  local headers = parse_headers(make_message(number))
  local parameters = parse_parameters(headers["content-type"])
  local recipients = addresses(headers.to)
  local text = recipients[getn(recipients)] .. addresses(headers.from)[1] .. headers.subject
               .. parameters.charset .. parameters.name .. parameters.format
  checksum = mod(checksum * 7 + strlen(text) + headers["x-priority"], 1000003)
end
print(checksum)
