-- arithmetic by tag methods: a swarm of points that follow each other
local size = tonumber(arg and arg[1] or 150000)

VECTOR = newtag()

function vector (x, y)
  return settag({x = x, y = y}, VECTOR)
end

settagmethod(VECTOR, "add", function (a, b) return vector(a.x + b.x, a.y + b.y) end)
settagmethod(VECTOR, "sub", function (a, b) return vector(a.x - b.x, a.y - b.y) end)
settagmethod(VECTOR, "unm", function (a) return vector(-a.x, -a.y) end)
settagmethod(VECTOR, "mul", function (a, b)
  if tag(a) ~= VECTOR then a, b = b, a end
  if tag(b) == VECTOR then return a.x * b.x + a.y * b.y end
  return vector(a.x * b, a.y * b)
end)
settagmethod(VECTOR, "lt", function (a, b) return a * a < b * b end)

local points = {}
for i = 1, 8 do points[i] = vector(cos(45 * i), sin(45 * i)) end
local nearer = 0
for step = 1, size do
  local i = mod(step, 8) + 1
  local ahead = points[mod(i, 8) + 1]
  local way = ahead - points[i]
  points[i] = points[i] + 0.1 * way + vector(0.001, 0)
  if -points[i] < way then nearer = nearer + 1 end
end
local centre = vector(0, 0)
for i = 1, 8 do centre = centre + points[i] * 0.125 end
print(format("%.6f %.6f", centre.x, centre.y), nearer)
