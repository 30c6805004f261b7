-- a list as a queue: breadth-first walks through a maze
local size = tonumber(arg and arg[1] or 220)

function make_maze (width)
  local wall, seed = {}, 42
  for y = 1, width do
    wall[y] = {}
    for x = 1, width do
      seed = mod(seed * 16807, 2147483647)
      local border = x == 1 or x == width or y == 1 or y == width
      wall[y][x] = border or mod(seed, 4) == 0
    end
  end
  return wall
end

function push (queue, item)
  queue.last = queue.last + 1
  queue[queue.last] = item
end

function pop (queue)
  local item = queue[queue.first]
  queue[queue.first] = nil
  queue.first = queue.first + 1
  return item
end

function is_empty (queue)
  return queue.first > queue.last
end

directions = {{dx = 0, dy = -1}, {dx = 1, dy = 0}, {dx = 0, dy = 1}, {dx = -1, dy = 0}}

-- number of cells that can be reached, and the sum of their distances
function explore (wall, x, y)
  local width = getn(wall)
  local queue, seen = {first = 1, last = 0}, {}
  local reached, total = 0, 0
  push(queue, {x = x, y = y, distance = 0})
  seen[y * width + x] = 1
  while not is_empty(queue) do
    local cell = pop(queue)
    reached = reached + 1
    total = total + cell.distance
    for i = 1, getn(directions) do
      local nx, ny = cell.x + directions[i].dx, cell.y + directions[i].dy
      if not wall[ny][nx] and not seen[ny * width + nx] then
        seen[ny * width + nx] = 1
        push(queue, {x = nx, y = ny, distance = cell.distance + 1})
      end
    end
  end
  return reached, total
end

local wall = make_maze(size)
local cells, steps = 0, 0
for start = 2, size - 1, floor(size / 8) + 1 do
  if not wall[start][start] then
    local reached, total = explore(wall, start, start)
    cells = cells + reached
    steps = steps + total
  end
end
print(cells, steps)
