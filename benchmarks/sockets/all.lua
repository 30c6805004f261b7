-- everything until the peer closes: large transfers
local port, rounds = tonumber(arg[1]), tonumber(arg[2] or 4)
local total = 0
for round = 1, rounds do
  local client = connect("127.0.0.1", port)
  local data = client:receive("*a")
  total = total + strlen(data)
  client:close()
end
print(total)
