-- A port forwarder: whoever connects here talks to a server elsewhere, through this program.
-- Run:      luashell scripts/tcp/forward.lua [host [port [local-port]]]      (localhost 80 8080)
-- You see:  where it listens, and for each connection how many bytes went which way. Stop it with Ctrl-C.

host = host or "localhost"
port = port or 80
here = here or 8080
if arg then
  host = arg[1] or host
  port = arg[2] or port
  here = arg[3] or here
end

server, problem = bind("localhost", here, 5)
if not server then
  print("cannot listen at " .. here .. ": " .. problem)
  exit(1)
end
print("listening at", server:getsockname())
flush()

other = {}           -- from each socket to the one at the other side

function join(guest)
  local far, problem = connect(host, port)
  if not far then
    print(problem)
    guest:close()
    return
  end
  other[guest], other[far] = far, guest
  guest.from, far.from = "guest", "server"
  guest.bytes, far.bytes = 0, 0
end

function part(socket)
  local far = other[socket]
  other[socket], other[far] = nil, nil
  socket:close()
  far:close()
  print("from " .. socket.from, socket.bytes, "from " .. far.from, far.bytes)
  flush()
end

-- passes on what has arrived; with a limit of 0 that is a piece, and "timeout" is no reason to worry
function pass(socket)
  socket:timeout(0)
  local piece, problem = socket:receive(8192)
  socket.bytes = socket.bytes + strlen(piece)
  other[socket]:timeout(nil)
  local refused = other[socket]:send(piece)
  if refused or problem == "closed" then part(socket) end
end

while 1 do
  local everybody = {server}
  for socket, _ in other do tinsert(everybody, socket) end
  local ready = select(everybody, nil)
  for i = 1, getn(ready) do
    local socket = ready[i]
    if socket == server then
      join(server:accept())
    elseif other[socket] then     -- it may have parted in this very round
      pass(socket)
    end
  end
end
