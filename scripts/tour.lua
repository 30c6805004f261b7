-- A tour of what this can do on a network, with the servers of the lab; nothing leaves this machine.
-- Run:      luashell --lab scripts/tour.lua
-- You see:  an account of it: each call as it was made, and below it what it gave.

if not lab then
  print("This tour visits the servers of the lab. Run it with them:\n\n  luashell --lab scripts/tour.lua")
  exit(1)
end

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

-- shows a text of several lines as it is
function quote(text)
  text = gsub(text or "nothing", "\r\n", "\n")
  gsub(text, "([^\n]*)\n", function(line)
    if line == "" then print("      |") else print("      | " .. line) end
  end)
end

print("A tour (scripts/tour.lua)")

say [[
1. A connection. Somewhere a server waits at a port; this one sends back what it is
   told. What one end sends, the other receives, here line by line. The result of
   send says what went wrong, nil being nothing, and how many bytes went.]]
try 'client = connect("echo.lab", 7)'
try [[client:send("Hello?\n")]]
try [[client:receive()]]

say [[
2. Receiving waits until there is something. How long, in seconds, can be limited;
   what arrives before the time is up is not lost.]]
try [[client:timeout(0.2)]]
try [[client:receive()]]
try [[client:send("half a li")]]
try [[client:receive()]]
try [[client:send("ne\n")]]
try [[client:receive()]]
try [[client:close()]]

say [[
3. Some servers speak first, and close when they have said it all: "*a" receives
   everything up to then. This one tells the time of day.]]
try 'client = connect("daytime.lab", 13)'
try [[client:receive("*a")]]
try [[client:close()]]

say [[
4. Names stand for addresses, and what fails says why: nobody serves this port.]]
try 'toip("web.lab")'
try 'connect("web.lab", 1)'

say [[
5. Datagrams (UDP) are single messages, without a connection.]]
try 'udp = udpsocket()'
try 'udp:setpeername("echo.lab", 7)'
try 'udp:send("a message")'
try 'udp:receive()'
try 'udp:close()'

say [[
6. Pages of the Web. There are the page, the fields of its header, and how it went.]]
try 'page, fields, status = http_get("http://web.lab/hello.txt")'
try 'fields["content-type"]'
try 'page, fields, status = http_get("http://web.lab/nothing.txt")'
try 'page, fields, status = http_get("http://diego:nehab@web.lab/~diego/auth/index.html")'

say [[
7. What a browser sends when a form is filled in.]]
try 'kind = "application/x-www-form-urlencoded"'
try 'page = http_post("http://web.lab/form", "name=Ana&age=7", {["content-type"] = kind})'

say [[
8. Mail. There is no result: nothing went wrong. The lab shows on a page what came.]]
if lab.mail then
  try [[mail{from="ana@home", to="bob@work", subject="Lunch", message="At noon?", mailserver="mail.lab"}]]
  print('  page = http_get("http://web.lab/mail/last")')
  quote(http_get("http://web.lab/mail/last"))
else
  print("  (the mail server does not run here)")
end

say [[
9. Files: the names in a folder, a file from it, and one that is put beside it.]]
if lab.files then
  try 'names = ftp_get("ftp://files.lab/pub/lua/")'
  print('  program = ftp_get("ftp://files.lab/pub/lua/hello.lua")')
  quote(ftp_get("ftp://files.lab/pub/lua/hello.lua"))
  try 'ftp_put("ftp://files.lab/incoming/note.txt", "I was here.")'
  try 'ftp_get("ftp://files.lab/incoming/note.txt")'
  try 'ftp_put("ftp://files.lab/pub/note.txt", "I was here, too.")'
else
  print("  (the file server does not run here)")
end

say [[
That was all. `luashell --lab' alone gives a prompt to try more; scripts/README.md has
more programs, docs/lab.md tells what the lab has, and --trace shows the bytes.]]
