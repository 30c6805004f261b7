-- connections to a server in the same process, made, accepted and closed
local count = tonumber(arg[2] or 5000)
local server = bind("127.0.0.1", 0, 5)
local host, port = server:getsockname()
local accepted = 0
for i = 1, count do
  local near = connect(host, port)
  local far = server:accept()
  if far then accepted = accepted + 1 end
  near:close()
  far:close()
end
server:close()
print(accepted)
