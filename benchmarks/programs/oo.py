"""Classes with methods: accounts of three kinds."""

import sys


class Account:
    __slots__ = ("balance", "operations")

    def __init__(self) -> None:
        self.balance = 0
        self.operations = 0

    def deposit(self, amount: int) -> None:
        self.balance += amount
        self.operations += 1

    def withdraw(self, amount: int) -> None:
        self.balance -= amount
        self.operations += 1

    def limit(self) -> int:
        return 0

    def allows(self, amount: int) -> bool:
        return self.balance - amount >= self.limit()


class Savings(Account):
    __slots__ = ()
    rate = 0.01

    def close_month(self) -> None:
        self.deposit(int(self.balance * self.rate))


class Credit(Savings):
    __slots__ = ()
    rate = 0

    def limit(self) -> int:
        return -1000

    def withdraw(self, amount: int) -> None:
        super().withdraw(amount + 1)


def main(size: int) -> None:
    savings = Savings()
    accounts: list[Account] = [Account(), savings, Credit()]
    refused = 0
    for i in range(1, size + 1):
        account = accounts[i % 3]
        account.deposit(i % 70)
        amount = i * 7 % 90
        if account.allows(amount):
            account.withdraw(amount)
        else:
            refused += 1
        if i % 1000 == 0:
            savings.close_month()
    for account in accounts:
        print(account.balance, account.operations, sep="\t")
    print(refused)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500000)
