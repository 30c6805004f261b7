-- reading a file of 20 million bytes line by line
local size = tonumber(arg and arg[1] or 200)

function write_text (name, blocks)
  local block = strrep("The quick brown fox jumps over\nthe lazy dog, again and again; so\nit goes.\n\n", 1333)
  local file = openfile(name, "w")
  for i = 1, blocks do write(file, block) end
  closefile(file)
end

function measure_lines (name)
  local lines, bytes = 0, 0
  readfrom(name)
  local line = read()
  while line do
    lines = lines + 1
    bytes = bytes + strlen(line)
    line = read()
  end
  readfrom()
  return lines, bytes
end

local name = tmpname()
write_text(name, size)
print(measure_lines(name))
remove(name)
