-- a `while' loop over whole numbers: the longest Collatz chain
local size = tonumber(arg and arg[1] or 60000)

function chain_length (n)
  local steps = 0
  while n ~= 1 do
    if mod(n, 2) == 0 then
      n = n / 2
    else
      n = 3 * n + 1
    end
    steps = steps + 1
  end
  return steps
end

local longest, winner = 0, 1
for start = 1, size do
  local steps = chain_length(start)
  if steps > longest then longest, winner = steps, start end
end
print(winner, longest)
