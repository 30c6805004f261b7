-- reading and writing array elements at computed places: heapsort
local size = tonumber(arg and arg[1] or 100000)

function sift_down (heap, parent, last)
  local value = heap[parent]
  local child = 2 * parent
  while child <= last do
    if child < last and heap[child] < heap[child + 1] then child = child + 1 end
    if value >= heap[child] then break end
    heap[parent] = heap[child]
    parent = child
    child = 2 * parent
  end
  heap[parent] = value
end

function heapsort (list)
  local count = getn(list)
  for parent = floor(count / 2), 1, -1 do sift_down(list, parent, count) end
  for last = count, 2, -1 do
    list[1], list[last] = list[last], list[1]
    sift_down(list, 1, last - 1)
  end
end

local list, seed = {}, 42
for i = 1, size do
  seed = mod(seed * 16807, 2147483647)
  list[i] = mod(seed, 1000000)
end
heapsort(list)
local checksum = 0
for i = 1, size do
  if i > 1 and list[i - 1] > list[i] then error("not sorted") end
  checksum = mod(checksum + i * list[i], 1000003)
end
print(checksum)
