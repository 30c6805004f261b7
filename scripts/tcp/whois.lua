-- Asks to whom a domain belongs (RFC 812, later 3912): one line goes, an answer of any length comes.
-- Run:      luashell scripts/tcp/whois.lua [host [port [domain]]]      (whois.internic.net 43 lua.org)
-- You see:  the answer.

host = host or "whois.internic.net"
port = port or 43
domain = domain or "lua.org"
if arg then
  host = arg[1] or host
  port = arg[2] or port
  domain = arg[3] or domain
end

socket, problem = connect(host, port)
if not socket then
  print("cannot reach " .. host .. " " .. port .. ": " .. problem)
  exit(1)
end
socket:timeout(30)
socket:send(domain, "\r\n")
line, problem = socket:receive()
while not problem do
  print(line)
  line, problem = socket:receive()
end
if line ~= "" then print(line) end
if problem ~= "closed" then print(problem) end
socket:close()
