-- A server for one guest: prints what it says, line by line. talker.lua is its other end.
-- Run:      luashell scripts/tcp/listener.lua [host [port]]      (localhost 8080)
-- You see:  where it listens, who came, every line, and how it ended.

host = host or "localhost"
port = port or 8080
if arg then
  host = arg[1] or host
  port = arg[2] or port
end

server, problem = bind(host, port)
if not server then
  print("cannot listen at " .. host .. " " .. port .. ": " .. problem)
  exit(1)
end
print("listening at", server:getsockname())
flush()

guest = server:accept()
print("here comes", guest:getpeername())
flush()

line, problem = guest:receive()
while not problem do
  print(line)
  flush()
  line, problem = guest:receive()
end
-- when the end came in the middle of a line, that half is not lost
if line ~= "" then print(line) end
print(problem)
guest:close()
server:close()
