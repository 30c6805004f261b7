-- Sends what you type as datagrams to an echo server, and prints what comes back (RFC 862).
-- Run:      luashell scripts/udp/echoclnt.lua [host [port]]      (localhost 7)
-- You see:  every line again; "refused" when nobody is there, "timeout" when no answer came.

host = host or "localhost"
port = port or 7
if arg then
  host = arg[1] or host
  port = arg[2] or port
end

udp = udpsocket()
problem = udp:setpeername(host, port)
if problem then
  print("cannot reach " .. host .. " " .. port .. ": " .. problem)
  exit(1)
end
udp:timeout(5)

line = read()
while line do
  -- with a peer, the system tells of a refusal with the next call
  problem = udp:send(line)
  answer = nil
  if not problem then
    answer, problem = udp:receive()
  end
  print(answer or problem)
  flush()
  line = read()
end
udp:close()
