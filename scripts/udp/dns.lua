-- Asks a name server by hand (RFC 1035): a question built byte by byte, an answer taken apart likewise.
-- Run:      luashell scripts/udp/dns.lua [host [port [name]]]      (localhost 53 www.lua.org)
-- You see:  the answer's aliases and addresses. In everyday life the function toip does all this.

host = host or "localhost"
port = port or 53
name = name or "www.lua.org"
if arg then
  host = arg[1] or host
  port = arg[2] or port
  name = arg[3] or name
end

ADDRESS, ALIAS, INTERNET = 1, 5, 1
IDENTITY = 2000        -- any number: it comes back with the answer

function complain(text)
  print(text)
  exit(1)
end

function bytes_of(number)
  return strchar(floor(number / 256), mod(number, 256))
end

function number_at(position)
  return strbyte(answer, position) * 256 + strbyte(answer, position + 1)
end

-- a name is a list of labels, each with its length before it, and ends with a length of 0
function encoded(name)
  return gsub(name, "([^.]+)%.?", function (label)
    return strchar(strlen(label)) .. label
  end) .. "\0"
end

-- The name at a position, and the position behind it. To save space the rest of a name may be elsewhere in the answer:
-- a length of 192 and more says where.
function name_at(position)
  local name, behind = "", nil
  local jumps = 0
  local length = strbyte(answer, position)
  while length > 0 do
    if length >= 192 then
      behind = behind or position + 2
      position = mod(number_at(position), 16384) + 1
      jumps = jumps + 1
      if jumps > 10 then complain("the answer makes no sense") end
    else
      name = name .. strsub(answer, position + 1, position + length) .. "."
      position = position + 1 + length
    end
    length = strbyte(answer, position)
  end
  return name, behind or position + 1
end

-- header: identity, "recursion desired", one question, no more; then the question itself
query = bytes_of(IDENTITY) .. bytes_of(256) .. bytes_of(1) .. strrep(bytes_of(0), 3)
query = query .. encoded(name) .. bytes_of(ADDRESS) .. bytes_of(INTERNET)

udp = udpsocket()
problem = udp:setpeername(host, port)
if problem then complain(host .. ": " .. problem) end
udp:timeout(5)
udp:send(query)
answer, problem = udp:receive()
udp:close()
if not answer then complain(problem) end
if strlen(answer) < 12 or number_at(1) ~= IDENTITY then complain("that was another answer") end

code = mod(number_at(3), 16)
if code == 3 then complain(name .. ": no such name") end
if code ~= 0 then complain("the server reports error " .. code) end

questions, answers = number_at(5), number_at(7)
position = 13
for i = 1, questions do
  local _, behind = name_at(position)
  position = behind + 4
end
for i = 1, answers do
  local owner, behind = name_at(position)
  local kind, length = number_at(behind), number_at(behind + 8)
  local data = behind + 10
  if kind == ADDRESS then
    print(owner, "address", format("%d.%d.%d.%d", strbyte(answer, data), strbyte(answer, data + 1),
                                   strbyte(answer, data + 2), strbyte(answer, data + 3)))
  elseif kind == ALIAS then
    local meant = name_at(data)
    print(owner, "alias of", meant)
  end
  position = data + length
end
