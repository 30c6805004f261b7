-- records that point at each other: merge sort and reversal of linked lists
local size = tonumber(arg and arg[1] or 120000)

function make_list (length)
  local head, seed = nil, 42
  for i = 1, length do
    seed = mod(seed * 16807, 2147483647)
    head = {value = mod(seed, 1000000), next = head}
  end
  return head
end

function split (head)
  local slow, fast = head, head.next
  while fast and fast.next do
    slow = slow.next
    fast = fast.next.next
  end
  local second = slow.next
  slow.next = nil
  return head, second
end

function merge (a, b)
  local front = {}
  local last = front
  while a and b do
    if a.value <= b.value then
      last.next = a
      a = a.next
    else
      last.next = b
      b = b.next
    end
    last = last.next
  end
  last.next = a or b
  return front.next
end

function merge_sort (head)
  if not head or not head.next then return head end
  local first, second = split(head)
  return merge(merge_sort(first), merge_sort(second))
end

function reverse (head)
  local reversed = nil
  while head do
    local following = head.next
    head.next = reversed
    reversed = head
    head = following
  end
  return reversed
end

local sorted = reverse(merge_sort(make_list(size)))
local checksum, position = 0, 0
while sorted do
  position = position + 1
  checksum = mod(checksum + position * sorted.value, 1000003)
  sorted = sorted.next
end
print(position, checksum)
