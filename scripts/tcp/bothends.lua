-- All that sockets do, with server and client in one program; nothing leaves this machine.
-- Run:      luashell scripts/tcp/bothends.lua
-- Shows:    connecting, lines and blocks, time limits, the end of a connection, datagrams, names.
-- You see:  an account of it: each call as it was made, and below it what it gave.

function say(text)
  print(text .. "\n")
end

-- a value as it would be written in a program
function written(value)
  if type(value) == "string" then
    return "\"" .. gsub(gsub(value, "\r", "\\r"), "\n", "\\n") .. "\""
  elseif type(value) == "table" then
    if tag(value) == tag({}) then return "a table" else return "a socket" end
  else
    return tostring(value)
  end
end

function show(line, ...)
  print("  " .. line)
  -- dostring gives a userdata when the line gave nothing
  if type(arg[1]) == "userdata" then return end
  local results = written(arg[1])
  for i = 2, arg.n do
    results = results .. ", " .. written(arg[i])
  end
  print("      " .. results)
end

-- runs a line of Lua and shows it with its results
function try(line)
  local start, rest, name, expression = strfind(line, "^([%w, ]+) = (.*)$")
  if start then
    dostring(line)
    show(line, dostring("return " .. name))
  else
    show(line, dostring("return " .. line))
  end
end

print("Both ends of a connection (scripts/tcp/bothends.lua)")
say [[
1. A server waits at an address and a port. Port 0 lets the system choose one; here
   it is, so that the client knows where to go.]]
try 'server = bind("127.0.0.1", 0)'
try 'ip, port = server:getsockname()'
try 'client = connect(ip, port)'
try 'guest = server:accept()'

say [[
2. A connection has two ends, each with a socket: here the client and, at the server,
   its guest. What one end sends, the other receives, line by line. The first result
   of send says what went wrong, nil being nothing; the second how many bytes went.]]
try [[client:send("Who are you?\n")]]
try [[guest:receive()]]
try [[guest:send("A server,\r\n", "and a short one.\r\n")]]
try [[client:receive()]]
try [[client:receive()]]

say [[
3. A connection is a stream of bytes: how they were sent does not show. The receiver
   says how it wants them: a number of bytes, a line ("*l"), all there is ("*a").]]
try [[client:send("abc", "def", 123, "\n")]]
try [[guest:receive(2)]]
try [[guest:receive(3, "*l")]]

say [[
4. Receiving waits until there is something. How long, in seconds, can be limited;
   what arrived before the time was up is not lost.]]
try [[guest:timeout(0.1)]]
try [[guest:receive()]]
try [[client:send("half a li")]]
try [[guest:receive()]]
try [[client:send("ne\n")]]
try [[guest:receive()]]
try [[guest:poll("*r")]]

say [[
5. When one end closes, the other receives what was on its way, and then learns of it.
   The end of a line that never came is told by the error, not by the data.]]
try [[guest:send("one more line\nand no en")]]
try [[guest:close()]]
try [[client:receive()]]
try [[client:receive()]]
try [[client:receive()]]
try [[client:close()]]
try [[server:close()]]

say [[
6. Nobody serves that port any more.]]
try [[connect(ip, port)]]

say [[
7. Datagrams (UDP) are single messages: no connection, no stream. Who asks is told where
   each came from. What does not fit the receiver's size is cut off.]]
try [[here = udpsocket()]]
try [[here:setsockname("127.0.0.1", 0)]]
try [[ip, port = here:getsockname()]]
try [[there = udpsocket()]]
try [[there:sendto("a message", ip, port)]]
try [[there:sendto("another one", ip, port)]]
try [[here:receivefrom()]]
try [[here:receive(7)]]
here:close()
there:close()

say [[
8. The resolver knows which address a name stands for. All that it tells comes as a table.]]
try 'ip, host = toip("localhost")'
try 'host.ip[1]'

print("\nThat was all. The other scripts are described in scripts/README.md.")
