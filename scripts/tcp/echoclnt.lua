-- Sends what you type to an echo server, and prints what comes back (RFC 862).
-- Run:      luashell scripts/tcp/echoclnt.lua [host [port]]      (localhost 7)
-- You see:  every line again, from the other end. It ends with your input (Ctrl-D).

host = host or "localhost"
port = port or 7
if arg then
  host = arg[1] or host
  port = arg[2] or port
end

socket, problem = connect(host, port)
if not socket then
  print("cannot reach " .. host .. " " .. port .. ": " .. problem)
  exit(1)
end
socket:timeout(10)

line = read()
while line do
  problem = socket:send(line, "\n")
  if not problem then
    line, problem = socket:receive()
  end
  if problem then
    print(problem)
    exit(1)
  end
  print(line)
  flush()
  line = read()
end
socket:close()
