-- an array of flags: the sieve of Eratosthenes
local size = tonumber(arg and arg[1] or 2000000)

function count_primes (limit)
  local prime, count = {}, 0
  for i = 1, limit do prime[i] = 1 end
  for i = 2, limit do
    if prime[i] then
      count = count + 1
      for multiple = i * i, limit, i do prime[multiple] = nil end
    end
  end
  return count
end

print(count_primes(size))
