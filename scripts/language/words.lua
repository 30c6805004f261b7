-- Counts the words of a text: tables, patterns, sorting.
-- Run:      luashell scripts/language/words.lua < some-text
-- You see:  the ten most frequent words, the most frequent first.

counts = {}
line = read()
while line do
  gsub(strlower(line), "(%a+)", function (word)
    counts[word] = (counts[word] or 0) + 1
  end)
  line = read()
end

words = {}
for word, _ in counts do tinsert(words, word) end
sort(words, function (a, b)
  return counts[a] > counts[b] or (counts[a] == counts[b] and a < b)
end)
for i = 1, min(10, getn(words)) do
  print(counts[words[i]], words[i])
end
