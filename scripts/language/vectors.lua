-- New types: a tag and tag methods say what operators mean for a table.
-- Run:      luashell scripts/language/vectors.lua
-- You see:  vectors added, multiplied, compared, printed and asked for a field that they do not have.

VECTOR = newtag()

function vector(x, y)
  return settag({x = x, y = y}, VECTOR)
end

function is_vector(value)
  return tag(value) == VECTOR
end

settagmethod(VECTOR, "add", function (a, b)
  return vector(a.x + b.x, a.y + b.y)
end)

settagmethod(VECTOR, "unm", function (a)
  return vector(-a.x, -a.y)
end)

-- a number times a vector, or the scalar product of two
settagmethod(VECTOR, "mul", function (a, b)
  if not is_vector(a) then a, b = b, a end
  if is_vector(b) then return a.x * b.x + a.y * b.y end
  return vector(a.x * b, a.y * b)
end)

-- the other comparisons follow from this one
settagmethod(VECTOR, "lt", function (a, b)
  return a.length < b.length
end)

-- called for fields that are not there
settagmethod(VECTOR, "index", function (v, field)
  if field == "length" then return sqrt(v.x * v.x + v.y * v.y) end
  error("a vector has no " .. field)
end)

settagmethod(VECTOR, "concat", function (a, b)
  if is_vector(a) then a = "(" .. a.x .. ", " .. a.y .. ")" end
  if is_vector(b) then b = "(" .. b.x .. ", " .. b.y .. ")" end
  return a .. b
end)

a, b = vector(3, 4), vector(1, -2)
print("a      = " .. a)
print("b      = " .. b)
print("a + b  = " .. (a + b))
print("-a     = " .. -a)
print("2 * a  = " .. (2 * a))
print("a * b  = " .. (a * b))
print("length   " .. a.length)
print("a > b  = ", a > b)
print("a < b  = ", a < b)
_ERRORMESSAGE = function (message) print("error:   " .. message) end
call(function () return a.colour end, {}, "x")
