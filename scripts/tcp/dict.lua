-- Looks a word up in the dictionaries of a server (RFC 2229): a dialogue of commands and numbered replies.
-- Run:      luashell scripts/tcp/dict.lua [host [port [word]]]      (dict.org 2628 socket)
-- You see:  how many definitions there are, and each with the dictionary it is from.

host = host or "dict.org"
port = port or 2628
word = word or "socket"
if arg then
  host = arg[1] or host
  port = arg[2] or port
  word = arg[3] or word
end

function complain(text)
  print(text)
  exit(1)
end

-- the code and the text of the next reply
function reply()
  local line, problem = socket:receive()
  if problem then complain(problem) end
  return tonumber(strsub(line, 1, 3)), strsub(line, 5)
end

-- a text ends with a line that is just a dot; other lines that begin with one have got one more
function text()
  local line, problem = socket:receive()
  while not problem and line ~= "." do
    if strsub(line, 1, 1) == "." then line = strsub(line, 2) end
    print("  " .. line)
    line, problem = socket:receive()
  end
  if problem then complain(problem) end
end

socket, problem = connect(host, port)
if not socket then
  complain("cannot reach " .. host .. " " .. port .. ": " .. problem)
end
socket:timeout(30)

code, message = reply()
if code ~= 220 then complain(message) end
socket:send("DEFINE * \"", word, "\"\r\n")
code, message = reply()
if code ~= 150 then complain(message) end
print(message)
code, message = reply()
while code == 151 do
  print(message)
  text()
  code, message = reply()
end
socket:send("QUIT\r\n")
reply()
socket:close()
