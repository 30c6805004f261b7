-- Asks a machine for the time of day, in words (RFC 867): it tells whoever connects, and closes.
-- Run:      luashell scripts/tcp/daytime.lua [host [port]]      (localhost 13)
-- You see:  the answer.

host = host or "localhost"
port = port or 13
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
answer, problem = socket:receive("*a")
write(answer)
if problem then print(problem) end
socket:close()
