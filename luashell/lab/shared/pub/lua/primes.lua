-- the primes up to 100, by the sieve of Eratosthenes
composite = {}
for number = 2, 100 do
  if not composite[number] then
    write(number, " ")
    for multiple = number * number, 100, number do
      composite[multiple] = 1
    end
  end
end
write("\n")
