-- Checks the links of a page: does each still lead somewhere?
-- Run:      luashell scripts/web/links.lua [url]      (http://localhost/)
-- You see:  a line for each link: what its server says, and where it leads.

url = url or "http://localhost/"
if arg then url = arg[1] or url end

-- where a link leads that stands on the page at url
function absolute(link)
  if strfind(link, "^%a+:") then return link end
  local start, rest, site, path = strfind(url, "^(%a+://[^/]*)(.*)$")
  if strsub(link, 1, 1) == "/" then return site .. link end
  -- beside the page: its path without its name
  path = gsub(path, "[?#].*$", "")
  path = gsub(path, "[^/]*$", "")
  if path == "" then path = "/" end
  return site .. path .. link
end

page, fields, status, problem = http_get(url)
if not page then
  print("cannot fetch " .. url .. ": " .. (problem or status))
  exit(1)
end

seen = {}
broken = 0

function check(link)
  local target = absolute(link)
  if seen[target] or not strfind(target, "^[Hh][Tt][Tt][Pp]://") then return end
  seen[target] = 1
  -- HEAD asks for everything but the page
  local page, fields, status, problem = http_request("HEAD", target)
  if problem or strsub(status, 1, 1) ~= "2" then broken = broken + 1 end
  print(problem or status, target)
end

gsub(page, "[Hh][Rr][Ee][Ff]%s*=%s*[\"']([^\"'#]+)", check)
print(broken .. " broken")
