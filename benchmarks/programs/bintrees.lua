-- making and visiting records: complete binary trees
local size = tonumber(arg and arg[1] or 15)

function bottom_up (depth)
  if depth == 0 then return {} end
  return {left = bottom_up(depth - 1), right = bottom_up(depth - 1)}
end

function count (tree)
  if not tree.left then return 1 end
  return 1 + count(tree.left) + count(tree.right)
end

local kept = bottom_up(size)
for depth = 2, size, 2 do
  local trees, nodes = 2 ^ (size - depth), 0
  for i = 1, trees do nodes = nodes + count(bottom_up(depth)) end
  print(trees, depth, nodes)
end
print(count(kept))
