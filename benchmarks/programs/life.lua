-- arrays of arrays with many neighbours: Conway's game of life on a torus
local size = tonumber(arg and arg[1] or 130)

function make_world (n)
  local world, seed = {}, 42
  for y = 1, n do
    world[y] = {}
    for x = 1, n do
      seed = mod(seed * 16807, 2147483647)
      if mod(seed, 3) == 0 then world[y][x] = 1 else world[y][x] = 0 end
    end
  end
  return world
end

function next_generation (world)
  local result, n = {}, getn(world)
  for y = 1, n do
    local above, here, below = world[y - 1] or world[n], world[y], world[y + 1] or world[1]
    local row = {}
    for x = 1, n do
      local left, right = x - 1, x + 1
      if x == 1 then left = n end
      if x == n then right = 1 end
      local neighbours = above[left] + above[x] + above[right] + here[left] + here[right]
                       + below[left] + below[x] + below[right]
      if neighbours == 3 or (neighbours == 2 and here[x] == 1) then row[x] = 1 else row[x] = 0 end
    end
    result[y] = row
  end
  return result
end

local world = make_world(size)
for generation = 1, 100 do world = next_generation(world) end
local alive, checksum = 0, 0
for y = 1, size do
  for x = 1, size do
    alive = alive + world[y][x]
    checksum = mod(2 * checksum + world[y][x], 1000003)
  end
end
print(alive, checksum)
