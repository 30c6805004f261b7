-- blocks of 8 KiB
local port, rounds = tonumber(arg[1]), tonumber(arg[2] or 4)
local total, blocks = 0, 0
for round = 1, rounds do
  local client = connect("127.0.0.1", port)
  local block, problem = client:receive(8192)
  while not problem do
    total = total + strlen(block)
    blocks = blocks + 1
    block, problem = client:receive(8192)
  end
  client:close()
end
print(total, blocks)
