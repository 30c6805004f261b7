-- reading a file of 20 million bytes at one go, and counting its lines
local size = tonumber(arg and arg[1] or 200)

function write_text (name, blocks)
  local block = strrep("The quick brown fox jumps over\nthe lazy dog, again and again; so\nit goes.\n\n", 1333)
  local file = openfile(name, "w")
  for i = 1, blocks do write(file, block) end
  closefile(file)
end

function measure_text (name)
  readfrom(name)
  local text = read("*a")
  readfrom()
  local _, lines = gsub(text, "\n", "\n")
  return lines, strlen(text)
end

local name = tmpname()
write_text(name, size)
print(measure_text(name))
remove(name)
