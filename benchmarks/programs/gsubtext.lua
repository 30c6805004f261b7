-- `gsub' over five million bytes of text: a plain text, captures, a function
local size = tonumber(arg and arg[1] or 50)

function make_text (blocks)
  local block = "Lines of text, and <b>some</b> marks: ada@example.org wrote 17 letters.\n"
  return strrep(strrep(block, 1389), blocks)
end

local text = make_text(size)
local plain, dots = gsub(text, "%.", ";")
local turned, addresses = gsub(text, "(%w+)@(%w+)", "%2 at %1")
local doubled, numbers = gsub(text, "(%d+)", function (digits) return digits * 2 end)
local unmarked, marks = gsub(text, "<[^>]*>", "")
local capitals, words = gsub(text, "(%l+)", function (word) return strupper(word) end)
print(strlen(plain), dots, strlen(turned), addresses, strlen(doubled), numbers)
print(strlen(unmarked), marks, words, strsub(capitals, 1, 30))
