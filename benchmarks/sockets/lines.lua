-- short lines
local port, rounds = tonumber(arg[1]), tonumber(arg[2] or 1)
local total, lines = 0, 0
for round = 1, rounds do
  local client = connect("127.0.0.1", port)
  local line, problem = client:receive()
  while not problem do
    total = total + strlen(line)
    lines = lines + 1
    line, problem = client:receive()
  end
  client:close()
end
print(total, lines)
