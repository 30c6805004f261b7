-- Writes to several people, to each a letter of their own: $name in the text becomes the name.
-- Run:      luashell scripts/mail/letters.lua server from people text
--           people is a file with lines like: ana@home.org Ana Lima
--           text is a file whose first line is the subject
-- You see:  a line for each: "sent" or what went wrong, and the address.

if not arg or arg.n < 4 then
  print("usage: letters.lua server from people text")
  exit(1)
end
server, from = arg[1], arg[2]

function contents(name)
  local file, problem = openfile(name, "r")
  if not file then
    print(problem)
    exit(1)
  end
  local text = read(file, "*a")
  closefile(file)
  return text
end

people = contents(arg[3])
text = contents(arg[4])
start, rest, subject, letter = strfind(text, "^([^\n]*)\n(.*)$")
if not start then
  print(arg[4] .. ": no subject, no letter")
  exit(1)
end

failed = 0
gsub(people, "([^%s]+)[ \t]+([^\n]+)", function(address, name)
  -- a function as third argument: a name may have a % in it
  local own = gsub(letter, "$name", function() return %name end)
  local headers = {from = from, to = address, subject = subject}
  local problem = smtp_mail(from, {address}, headers, own, server)
  if problem then failed = failed + 1 end
  print(problem or "sent", address)
end)
if failed > 0 then exit(1) end
