-- records of numbers: bodies that attract each other
local size = tonumber(arg and arg[1] or 45000)

function make_bodies ()
  local bodies = {{x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0, mass = 1000}}
  for i = 1, 4 do
    local distance = 10 * i
    local speed = sqrt(1000 / distance)
    bodies[i + 1] = {
      x = distance * cos(70 * i), y = distance * sin(70 * i), z = i / 4,
      vx = -speed * sin(70 * i), vy = speed * cos(70 * i), vz = 0, mass = i,
    }
  end
  return bodies
end

function advance (bodies, step)
  local count = getn(bodies)
  for i = 1, count do
    local a = bodies[i]
    for j = i + 1, count do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      local square = dx * dx + dy * dy + dz * dz
      local pull = step / (square * sqrt(square))
      a.vx = a.vx - dx * b.mass * pull
      a.vy = a.vy - dy * b.mass * pull
      a.vz = a.vz - dz * b.mass * pull
      b.vx = b.vx + dx * a.mass * pull
      b.vy = b.vy + dy * a.mass * pull
      b.vz = b.vz + dz * a.mass * pull
    end
  end
  for i = 1, count do
    local body = bodies[i]
    body.x = body.x + step * body.vx
    body.y = body.y + step * body.vy
    body.z = body.z + step * body.vz
  end
end

function energy (bodies)
  local total = 0
  for i = 1, getn(bodies) do
    local a = bodies[i]
    total = total + a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz) / 2
    for j = i + 1, getn(bodies) do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      total = total - a.mass * b.mass / sqrt(dx * dx + dy * dy + dz * dz)
    end
  end
  return total
end

local bodies = make_bodies()
for i = 1, size do advance(bodies, 0.001) end
print(format("%.6f", energy(bodies)))
