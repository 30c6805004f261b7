-- Sends what you type, line by line. listener.lua is its other end.
-- Run:      luashell scripts/tcp/talker.lua [host [port]]      (localhost 8080)
-- You see:  where it is connected to, or why not. It ends with your input (Ctrl-D).

host = host or "localhost"
port = port or 8080
if arg then
  host = arg[1] or host
  port = arg[2] or port
end

socket, problem = connect(host, port)
if not socket then
  print("cannot reach " .. host .. " " .. port .. ": " .. problem)
  exit(1)
end
print("connected to", socket:getpeername())
flush()

line = read()
while line do
  problem = socket:send(line, "\n")
  if problem then
    print(problem)
    exit(1)
  end
  line = read()
end
socket:close()
