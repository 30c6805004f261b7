"""An array of flags: the sieve of Eratosthenes."""

import sys


def count_primes(limit: int) -> int:
    prime = [True] * (limit + 1)
    count = 0
    for i in range(2, limit + 1):
        if prime[i]:
            count += 1
            for multiple in range(i * i, limit + 1, i):
                prime[multiple] = False
    return count


if __name__ == "__main__":
    print(count_primes(int(sys.argv[1]) if len(sys.argv) > 1 else 2000000))
