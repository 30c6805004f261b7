-- A chat server: what one guest says, all others hear. Visit it with telnet or nc.
-- Run:      luashell scripts/tcp/chat.lua [host [port]]      (localhost 8000)
-- You see:  where it listens, who comes and goes. It never ends: stop it with Ctrl-C.
-- Note:     select tells which of many sockets have something; no guest can keep the others waiting.

host = host or "localhost"
port = port or 8000
if arg then
  host = arg[1] or host
  port = arg[2] or port
end

server, problem = bind(host, port, 5)
if not server then
  print("cannot listen at " .. host .. " " .. port .. ": " .. problem)
  exit(1)
end
print("listening at", server:getsockname())
flush()

guests = {}          -- from socket to true
count = 0

function tell(text, speaker)
  for guest, _ in guests do
    if guest ~= speaker then guest:send(text, "\r\n") end
  end
end

function welcome()
  local guest = server:accept()
  count = count + 1
  -- a socket is a table, so what is known of the guest can be kept in it
  guest.name = "guest " .. count
  guest.half = ""
  guest:timeout(0)
  guest:send("You are ", guest.name, ".\r\n")
  tell(guest.name .. " is here", guest)
  guests[guest] = 1
  print(guest.name, guest:getpeername())
  flush()
end

function farewell(guest)
  guests[guest] = nil
  guest:close()
  tell(guest.name .. " has left")
  print(guest.name, "has left")
  flush()
end

-- a line may arrive in pieces: the limit is 0, so that nobody waits for the rest of it
function hear(guest)
  local piece, problem = guest:receive()
  while not problem do
    tell(guest.name .. ": " .. guest.half .. piece, guest)
    guest.half = ""
    piece, problem = guest:receive()
  end
  guest.half = guest.half .. piece
  if problem == "closed" then farewell(guest) end
end

while 1 do
  local everybody = {server}
  for guest, _ in guests do tinsert(everybody, guest) end
  local ready = select(everybody, nil)
  for i = 1, getn(ready) do
    if ready[i] == server then welcome() else hear(ready[i]) end
  end
end
