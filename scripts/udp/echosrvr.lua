-- An echo server over UDP: sends each datagram back to where it came from (RFC 862).
-- Run:      luashell scripts/udp/echosrvr.lua [host [port]]      (localhost 7, which may need privileges)
-- You see:  where it listens, and the sender and size of every datagram. Stop it with Ctrl-C.

host = host or "localhost"
port = port or 7
if arg then
  host = arg[1] or host
  port = arg[2] or port
end

udp = udpsocket()
problem = udp:setsockname(host, port)
if problem then
  print("cannot listen at " .. host .. " " .. port .. ": " .. problem)
  exit(1)
end
print("listening at", udp:getsockname())
flush()

while 1 do
  local data, ip, number = udp:receivefrom()
  -- on failure ip is the error
  if data then
    udp:sendto(data, ip, number)
    print(ip, number, strlen(data))
  else
    print(ip)
  end
  flush()
end
