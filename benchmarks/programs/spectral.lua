-- numbers in arrays and many small calls: largest eigenvalue by the power method
local size = tonumber(arg and arg[1] or 200)

function entry (i, j)
  local diagonal = i + j - 2
  return 1 / (diagonal * (diagonal + 1) / 2 + i)
end

function multiply (vector)
  local result = {}
  for i = 1, getn(vector) do
    local sum = 0
    for j = 1, getn(vector) do sum = sum + entry(i, j) * vector[j] end
    result[i] = sum
  end
  return result
end

function multiply_transposed (vector)
  local result = {}
  for i = 1, getn(vector) do
    local sum = 0
    for j = 1, getn(vector) do sum = sum + entry(j, i) * vector[j] end
    result[i] = sum
  end
  return result
end

local u, v = {}
for i = 1, size do u[i] = 1 end
for i = 1, 10 do
  v = multiply_transposed(multiply(u))
  u = multiply_transposed(multiply(v))
end
local product, square = 0, 0
for i = 1, size do
  product = product + u[i] * v[i]
  square = square + v[i] * v[i]
end
print(format("%.9f", sqrt(product / square)))
