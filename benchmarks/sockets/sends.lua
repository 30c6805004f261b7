-- many small pieces sent, and one answer at the end
local port, count = tonumber(arg[1]), tonumber(arg[2] or 200000)
local client = connect("127.0.0.1", port)
for i = 1, count do
  client:send("a small piece of data\n")
end
client:send("end\n")
local answer = client:receive()
print(answer)
client:close()
