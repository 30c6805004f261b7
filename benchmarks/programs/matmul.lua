-- arrays of arrays: multiplication of square matrices
local size = tonumber(arg and arg[1] or 160)

function make_matrix (n, factor)
  local matrix = {}
  for i = 1, n do
    local row = {}
    for j = 1, n do row[j] = mod(factor * i + j, 10) / 2 end
    matrix[i] = row
  end
  return matrix
end

function transpose (matrix)
  local result, n = {}, getn(matrix)
  for j = 1, n do
    local row = {}
    for i = 1, n do row[i] = matrix[i][j] end
    result[j] = row
  end
  return result
end

function multiply (a, b)
  local product, n, columns = {}, getn(a), transpose(b)
  for i = 1, n do
    local row, left = {}, a[i]
    for j = 1, n do
      local sum, right = 0, columns[j]
      for k = 1, n do sum = sum + left[k] * right[k] end
      row[j] = sum
    end
    product[i] = row
  end
  return product
end

local product = multiply(make_matrix(size, 3), make_matrix(size, 7))
local trace = 0
for i = 1, size do trace = trace + product[i][i] end
print(format("%.2f %.2f", trace, product[1][size]))
