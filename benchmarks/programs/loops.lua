-- numeric loops: nested `for' over floating-point arithmetic
local size = tonumber(arg and arg[1] or 2200)

function pairwise_sum (n)
  local total = 0
  for i = 1, n do
    for j = 1, n do
      total = total + i * j / (i + j)
    end
  end
  return total
end

function alternating_series (terms)
  local sum, sign = 0, 1
  for i = 1, terms, 2 do
    sum = sum + sign / i
    sign = -sign
  end
  return 4 * sum
end

print(format("%.6f %.9f", pairwise_sum(size), alternating_series(1000 * size)))
