-- Takes a file from give.lua and stores it.
-- Run:      luashell scripts/tcp/take.lua [host [port [file]]]      (localhost 8081 taken)
-- You see:  how many bytes came.

host = host or "localhost"
port = port or 8081
name = name or "taken"
if arg then
  host = arg[1] or host
  port = arg[2] or port
  name = arg[3] or name
end

socket, problem = connect(host, port)
if not socket then
  print("cannot reach " .. host .. " " .. port .. ": " .. problem)
  exit(1)
end
file, problem = openfile(name, "wb")
if not file then
  print(name .. ": " .. problem)
  exit(1)
end

-- the last block is shorter, and comes together with the news that the connection is closed
total = 0
repeat
  block, problem = socket:receive(65536)
  write(file, block)
  total = total + strlen(block)
until problem
closefile(file)
socket:close()
print("received", total)
