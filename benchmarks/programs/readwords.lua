-- reading a file of 20 million bytes word by word
local size = tonumber(arg and arg[1] or 200)

function write_text (name, blocks)
  local block = strrep("The quick brown fox jumps over\nthe lazy dog, again and again; so\nit goes.\n\n", 1333)
  local file = openfile(name, "w")
  for i = 1, blocks do write(file, block) end
  closefile(file)
end

function measure_words (name)
  local words, bytes = 0, 0
  readfrom(name)
  local word = read("*w")
  while word do
    words = words + 1
    bytes = bytes + strlen(word)
    word = read("*w")
  end
  readfrom()
  return words, bytes
end

local name = tmpname()
write_text(name, size)
print(measure_words(name))
remove(name)
