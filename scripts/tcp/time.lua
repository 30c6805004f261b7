-- Asks a machine for the time as a number (RFC 868): four bytes, the seconds since 1900 began.
-- Run:      luashell scripts/tcp/time.lua [host [port]]      (localhost 37)
-- You see:  the seconds, and the date and time (UTC) that they mean.

host = host or "localhost"
port = port or 37
if arg then
  host = arg[1] or host
  port = arg[2] or port
end

function leap(year)
  return mod(year, 4) == 0 and (mod(year, 100) ~= 0 or mod(year, 400) == 0)
end

function days_of(month, year)
  local days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
  if month == 2 and leap(year) then return 29 end
  return days[month]
end

-- seconds since 1900 as a date
function written(seconds)
  local days = floor(seconds / 86400)
  local rest = seconds - days * 86400
  local year, month = 1900, 1
  local length = 365
  while days >= length do
    days = days - length
    year = year + 1
    if leap(year) then length = 366 else length = 365 end
  end
  while days >= days_of(month, year) do
    days = days - days_of(month, year)
    month = month + 1
  end
  local hour = floor(rest / 3600)
  local minute = floor(mod(rest, 3600) / 60)
  return format("%04d-%02d-%02d %02d:%02d:%02d", year, month, days + 1, hour, minute, mod(rest, 60))
end

socket, problem = connect(host, port)
if not socket then
  print("cannot reach " .. host .. " " .. port .. ": " .. problem)
  exit(1)
end
socket:timeout(10)
bytes, problem = socket:receive(4)
socket:close()
if problem then
  print(problem)
  exit(1)
end

seconds = 0
for i = 1, 4 do
  seconds = seconds * 256 + strbyte(bytes, i)
end
print(seconds, written(seconds))
