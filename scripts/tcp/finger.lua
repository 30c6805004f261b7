-- Asks who is on a machine, or about one user (RFC 1288).
-- Run:      luashell scripts/tcp/finger.lua [host [port [user]]]      (localhost 79, nobody in particular)
-- You see:  the answer.

host = host or "localhost"
port = port or 79
user = user or ""
if arg then
  host = arg[1] or host
  port = arg[2] or port
  user = arg[3] or user
end

socket, problem = connect(host, port)
if not socket then
  print("cannot reach " .. host .. " " .. port .. ": " .. problem)
  exit(1)
end
socket:timeout(10)
socket:send(user, "\r\n")
answer, problem = socket:receive("*a")
answer = gsub(answer, "\r\n", "\n")
write(answer)
if problem then print(problem) end
socket:close()
