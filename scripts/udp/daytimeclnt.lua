-- Asks a machine for the time of day by a datagram (RFC 867): any question will do, even an empty one.
-- Run:      luashell scripts/udp/daytimeclnt.lua [host [port]]      (localhost 13)
-- You see:  the answer, or "timeout": over UDP nobody says that nobody is there.

host = host or "localhost"
port = port or 13
if arg then
  host = arg[1] or host
  port = arg[2] or port
end

-- sendto wants an address, not a name
ip, problem = toip(host)
if not ip then
  print(host .. ": " .. problem)
  exit(1)
end
udp = udpsocket()
udp:timeout(5)
udp:sendto("", ip, port)
answer, problem = udp:receivefrom()
if answer then write(answer) else print(problem) end
udp:close()
