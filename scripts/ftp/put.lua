-- Puts files into a folder of a server.
-- Run:      luashell scripts/ftp/put.lua url file ...
--           url is the folder: ftp://user:password@host/folder/
-- You see:  a line for each file: how many bytes went, or why none did.

if not arg or arg.n < 2 then
  print("usage: put.lua url file ...")
  exit(1)
end
url = arg[1]
if strsub(url, -1) ~= "/" then url = url .. "/" end

function put(path)
  local file, problem = openfile(path, "rb")
  if not file then return problem end
  local data = read(file, "*a")
  closefile(file)
  local name = gsub(path, "^.*/", "")
  name = gsub(name, "([^%w%-._])", function(c) return format("%%%02X", strbyte(c)) end)
  problem = ftp_put(url .. name, data, "b")
  return problem or strlen(data)
end

failed = 0
for i = 2, arg.n do
  result = put(arg[i])
  if type(result) ~= "number" then failed = failed + 1 end
  print(result, arg[i])
end
if failed > 0 then exit(1) end
