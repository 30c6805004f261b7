-- Gets a file by the Trivial File Transfer Protocol (RFC 1350): blocks of 512 bytes, each acknowledged.
-- Run:      luashell scripts/udp/tftp.lua [host [port [file [local-file]]]]      (localhost 69 motd motd)
-- You see:  how many blocks and bytes came, or what the server said.

host = host or "localhost"
port = port or 69
name = name or "motd"
if arg then
  host = arg[1] or host
  port = arg[2] or port
  name = arg[3] or name
  target = arg[4]
end
target = target or name

READ, DATA, ACKNOWLEDGE, ERROR = 1, 3, 4, 5
TRIES = 5

function complain(text)
  print(text)
  exit(1)
end

-- two bytes as a number, and a number as two bytes
function number_at(text, position)
  return strbyte(text, position) * 256 + strbyte(text, position + 1)
end

function bytes_of(number)
  return strchar(floor(number / 256), mod(number, 256))
end

ip, problem = toip(host)
if not ip then complain(host .. ": " .. problem) end
udp = udpsocket()
udp:timeout(1)

-- The server answers from a port of its own choice, to which everything else goes. A datagram may get lost either way,
-- so what was said last is said again until the next block comes.
function next_block(expected)
  for try = 1, TRIES do
    udp:sendto(said, ip, port)
    local packet, from, number = udp:receivefrom()
    while packet and from == ip and strlen(packet) >= 4 do
      local code = number_at(packet, 1)
      if code == ERROR then complain(strsub(packet, 5, -2)) end
      if code == DATA and number_at(packet, 3) == expected and (number == port or not file) then
        port = number
        return strsub(packet, 5)
      end
      packet, from, number = udp:receivefrom()
    end
  end
  complain("timeout")
end

said = bytes_of(READ) .. name .. "\0octet\0"
file = nil
blocks, total = 0, 0
repeat
  expected = mod(blocks + 1, 65536)
  block = next_block(expected)
  if not file then
    file, problem = openfile(target, "wb")
    if not file then complain(target .. ": " .. problem) end
  end
  write(file, block)
  blocks = blocks + 1
  total = total + strlen(block)
  said = bytes_of(ACKNOWLEDGE) .. bytes_of(expected)
until strlen(block) < 512
udp:sendto(said, ip, port)
closefile(file)
udp:close()
print(blocks .. " blocks, " .. total .. " bytes")
