-- Fetches all files of a folder; folders inside it are left out.
-- Run:      luashell scripts/ftp/mirror.lua [url [here]]      (ftp://localhost/pub/ ./)
-- You see:  a line for each name: how many bytes came, or why none did.

url = url or "ftp://localhost/pub/"
here = here or "./"
if arg then
  url = arg[1] or url
  here = arg[2] or here
end
if strsub(url, -1) ~= "/" then url = url .. "/" end
if strsub(here, -1) ~= "/" then here = here .. "/" end

names, problem = ftp_get(url)
if not names then
  print("cannot list " .. url .. ": " .. problem)
  exit(1)
end

-- what is not a plain name of a file might lead anywhere on this machine
function is_plain(name)
  return not strfind(name, "[/\\%z%c]") and name ~= "." and name ~= ".."
end

-- a name as it stands in a URL
function encoded(name)
  return gsub(name, "([^%w%-._])", function(c) return format("%%%02X", strbyte(c)) end)
end

function fetch(name)
  if not is_plain(name) then
    print("not a plain name", name)
    return
  end
  local data, problem = ftp_get(url .. encoded(name), "b")
  if not data then
    print(problem, name)
    return
  end
  local file, problem = openfile(here .. name, "wb")
  if not file then
    print(problem)
    return
  end
  write(file, data)
  closefile(file)
  print(strlen(data), name)
end

gsub(names, "([^\r\n]+)", fetch)
