-- floating-point arithmetic in local variables: points of the Mandelbrot set
local size = tonumber(arg and arg[1] or 320)

function steps_to_escape (cx, cy, limit)
  local x, y, steps = 0, 0, 0
  while steps < limit do
    local x2, y2 = x * x, y * y
    if x2 + y2 > 4 then return steps end
    x, y = x2 - y2 + cx, 2 * x * y + cy
    steps = steps + 1
  end
  return steps
end

local inside, total = 0, 0
for row = 0, size - 1 do
  for column = 0, size - 1 do
    local steps = steps_to_escape(column * 3 / size - 2, row * 2 / size - 1, 50)
    if steps == 50 then inside = inside + 1 end
    total = total + steps
  end
end
print(inside, total)
