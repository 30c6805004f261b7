-- writing a file and reading it back line by line
local size = tonumber(arg and arg[1] or 200000)

function write_table (name, rows)
  local file = openfile(name, "w")
  for i = 1, rows do
    write(file, i, " ", mod(i * 7919, 1000), " row\n")
  end
  closefile(file)
end

function sum_table (name)
  local rows, total = 0, 0
  readfrom(name)
  local line = read()
  while line do
    local _, _, number, value = strfind(line, "^(%d+) (%d+)")
    rows = rows + 1
    total = total + number * value
    line = read()
  end
  readfrom()
  return rows, total
end

local name = tmpname()
write_table(name, size)
print(sum_table(name))
remove(name)
