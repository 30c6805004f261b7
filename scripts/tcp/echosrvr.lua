-- An echo server: sends each line back to whoever sent it, one guest after another (RFC 862).
-- Run:      luashell scripts/tcp/echosrvr.lua [host [port]]      (localhost 7, which may need privileges)
-- You see:  where it listens, and who comes and goes. It never ends: stop it with Ctrl-C.

host = host or "localhost"
port = port or 7
if arg then
  host = arg[1] or host
  port = arg[2] or port
end

server, problem = bind(host, port, 5)
if not server then
  print("cannot listen at " .. host .. " " .. port .. ": " .. problem)
  exit(1)
end
print("listening at", server:getsockname())
flush()

while 1 do
  local guest = server:accept()
  local ip, number = guest:getpeername()
  print("+", ip, number)
  flush()
  -- "*lu" leaves a carriage return in the line, so that it goes back as it came
  local line, problem = guest:receive("*lu")
  while not problem do
    problem = guest:send(line, "\n")
    if not problem then
      line, problem = guest:receive("*lu")
    end
  end
  print("-", ip, number)
  flush()
  guest:close()
end
