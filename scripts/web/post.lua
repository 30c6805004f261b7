-- Fills in a form, as a browser does when a button is pressed.
-- Run:      luashell scripts/web/post.lua [url [name=value ...]]      (http://localhost/form, name=Lua)
-- You see:  the page that answers.

url = url or "http://localhost/form"
given = {"name=Lua"}
if arg and arg[1] then
  url = arg[1]
  given = {}
  for i = 2, arg.n do
    tinsert(given, arg[i])
  end
end

-- letters and digits stay, a blank becomes a plus, everything else its code
function encoded(text)
  text = gsub(text, "([^%w ])", function(c) return format("%%%02X", strbyte(c)) end)
  return gsub(text, " ", "+")
end

body = ""
for i = 1, getn(given) do
  start, rest, name, value = strfind(given[i], "^([^=]*)=(.*)$")
  if not start then
    print("not a field: " .. given[i])
    exit(1)
  end
  if i > 1 then body = body .. "&" end
  body = body .. encoded(name) .. "=" .. encoded(value)
end

headers = {["content-type"] = "application/x-www-form-urlencoded"}
page, fields, status, problem = http_post(url, body, headers)
if not status then
  print("cannot post to " .. url .. ": " .. problem)
  exit(1)
end
if strsub(status, 1, 1) ~= "2" then print(status) end
write(page or "")
