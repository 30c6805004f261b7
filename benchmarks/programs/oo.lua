-- classes by an `index' tag method: accounts of three kinds
local size = tonumber(arg and arg[1] or 500000)

OBJECT = newtag()
settagmethod(OBJECT, "index", function (object, name)
  local parent = rawget(object, "parent")
  if parent then return parent[name] end
end)

function inherit (parent, fields)
  fields.parent = parent
  return settag(fields, OBJECT)
end

Account = inherit(nil, {balance = 0, operations = 0})

function Account:deposit (amount)
  self.balance = self.balance + amount
  self.operations = self.operations + 1
end

function Account:withdraw (amount)
  self.balance = self.balance - amount
  self.operations = self.operations + 1
end

function Account:limit () return 0 end

function Account:allows (amount)
  return self.balance - amount >= self:limit()
end

Savings = inherit(Account, {rate = 0.01})

function Savings:close_month ()
  self:deposit(floor(self.balance * self.rate))
end

Credit = inherit(Savings, {rate = 0})

function Credit:limit () return -1000 end

function Credit:withdraw (amount)
  Account.withdraw(self, amount + 1)
end

local accounts = {inherit(Account, {}), inherit(Savings, {}), inherit(Credit, {})}
local refused = 0
for i = 1, size do
  local account = accounts[mod(i, 3) + 1]
  account:deposit(mod(i, 70))
  local amount = mod(i * 7, 90)
  if account:allows(amount) then
    account:withdraw(amount)
  else
    refused = refused + 1
  end
  if mod(i, 1000) == 0 then accounts[2]:close_month() end
end
for i = 1, 3 do print(accounts[i].balance, accounts[i].operations) end
print(refused)
