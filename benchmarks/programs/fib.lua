-- recursion: Fibonacci numbers by the definition
local size = tonumber(arg and arg[1] or 32)

function fib (n)
  if n < 2 then return n end
  return fib(n - 1) + fib(n - 2)
end

print(fib(size))
