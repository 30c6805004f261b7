-- scanning text with anchored patterns: reading and evaluating formulas
local size = tonumber(arg and arg[1] or 18000)

variables = {x = 7, y = 11, rate = 3}

function next_token (scanner)
  local text, start = scanner.text, scanner.position
  local _, last, name = strfind(text, "^%s*(%a%w*)", start)
  if not last then _, last, name = strfind(text, "^%s*(%d+)", start) end
  if not last then _, last, name = strfind(text, "^%s*(%p)", start) end
  scanner.token = name
  if last then scanner.position = last + 1 end
end

function factor (scanner)
  local token, result = scanner.token, nil
  next_token(scanner)
  if token == "(" then
    result = expression(scanner)
    next_token(scanner)
  elseif token == "-" then
    result = -factor(scanner)
  else
    result = variables[token] or tonumber(token)
  end
  return result
end

function term (scanner)
  local result = factor(scanner)
  while scanner.token == "*" do
    next_token(scanner)
    result = result * factor(scanner)
  end
  return result
end

function expression (scanner)
  local result = term(scanner)
  while scanner.token == "+" or scanner.token == "-" do
    local operator = scanner.token
    next_token(scanner)
    if operator == "+" then
      result = result + term(scanner)
    else
      result = result - term(scanner)
    end
  end
  return result
end

function evaluate (text)
  local scanner = {text = text, position = 1}
  next_token(scanner)
  return expression(scanner)
end

local checksum = 0
for i = 1, size do
  local formula = "(x + " .. i .. ") * (y - -" .. mod(i, 13) .. ") + rate * (" .. i .. " - 2*x) - 5"
  checksum = mod(3 * checksum + evaluate(formula), 1000003)
end
print(checksum)
