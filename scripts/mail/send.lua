-- Sends what you type as a message.
-- Run:      luashell scripts/mail/send.lua [server [from [to [subject]]]]      (localhost you@localhost you@localhost)
-- You see:  "sent", or what the server had against it.

server = server or "localhost"
from = from or "you@localhost"
to = to or from
subject = subject or "no subject"
if arg then
  server = arg[1] or server
  from = arg[2] or from
  to = arg[3] or to
  subject = arg[4] or subject
end

problem = mail{
  from = from,
  to = to,
  subject = subject,
  message = read("*a"),
  mailserver = server
}
if problem then
  print(problem)
  exit(1)
end
print("sent")
