-- Objects and classes: a table for each class, and one tag method for what an object does not have itself.
-- Run:      luashell scripts/language/inheritance.lua
-- You see:  accounts, and a kind of account that changes one thing and inherits the rest.

OBJECT = newtag()

-- what is not in a table is looked for in its class, and in the class of that
settagmethod(OBJECT, "index", function (object, field)
  local class = rawget(object, "class")
  if class then return class[field] end
end)

function new(class, object)
  object.class = class
  return settag(object, OBJECT)
end

Account = settag({balance = 0}, OBJECT)

function Account:deposit(amount)
  self.balance = self.balance + amount
end

function Account:limit()
  return 0
end

function Account:withdraw(amount)
  if self.balance - amount < -self:limit() then
    return nil, "not enough money"
  end
  self.balance = self.balance - amount
  return amount
end

CreditAccount = new(Account, {credit = 100})

function CreditAccount:limit()
  return self.credit
end

plain = new(Account, {})
plain:deposit(50)
print("plain ", plain:withdraw(80))
print("plain ", plain:withdraw(30))
print("plain ", plain.balance)

credit = new(CreditAccount, {})
credit:deposit(50)
print("credit", credit:withdraw(80))
print("credit", credit:withdraw(80))
print("credit", credit.balance)
