-- a question and its answer, over UDP
local port, count = tonumber(arg[1]), tonumber(arg[2] or 20000)
local client = udpsocket()
client:timeout(10)
client:setpeername("127.0.0.1", port)
local answers = 0
for i = 1, count do
  client:send("ping")
  if client:receive() == "ping" then answers = answers + 1 end
end
client:close()
print(answers)
