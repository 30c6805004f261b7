-- Gives a file to the first who asks. take.lua is its other end.
-- Run:      luashell scripts/tcp/give.lua [host [port [file]]]      (localhost 8081 scripts/tcp/give.lua)
-- You see:  where it listens, and how many bytes went out.

host = host or "localhost"
port = port or 8081
name = name or "scripts/tcp/give.lua"
if arg then
  host = arg[1] or host
  port = arg[2] or port
  name = arg[3] or name
end

file, problem = openfile(name, "rb")
if not file then
  print(name .. ": " .. problem)
  exit(1)
end
server, problem = bind(host, port)
if not server then
  print("cannot listen at " .. host .. " " .. port .. ": " .. problem)
  exit(1)
end
print("listening at", server:getsockname())
flush()

guest = server:accept()
total = 0
block = read(file, 65536)
while block and block ~= "" do
  local problem, count = guest:send(block)
  total = total + count
  if problem then
    print(problem)
    break
  end
  block = read(file, 65536)
end
guest:close()
print("sent", total)
