-- Fetches a page, like a browser that only saves.
-- Run:      luashell scripts/web/fetch.lua [url [file]]      (http://localhost/, shown)
-- You see:  the page; with a file, how many bytes it has now.

url = url or "http://localhost/"
if arg then
  url = arg[1] or url
  file = arg[2]
end

page, fields, status, problem = http_get(url)
if not status then
  print("cannot fetch " .. url .. ": " .. problem)
  exit(1)
end
if strsub(status, 1, 1) ~= "2" then
  print(url .. ": " .. status)
  exit(1)
end
-- a page that broke off is better than none
if problem then print("incomplete: " .. problem) end

if file then
  handle, problem = openfile(file, "wb")
  if not handle then
    print(problem)
    exit(1)
  end
  write(handle, page or "")
  closefile(handle)
  print(file, strlen(page or ""))
else
  write(page or "")
end
