-- arrays of flags and recursion: all ways to place queens that do not attack each other
local size = tonumber(arg and arg[1] or 11)

function solutions (board, row)
  local n = board.size
  if row > n then return 1 end
  local columns, rising, falling = board.columns, board.rising, board.falling
  local count = 0
  for column = 1, n do
    if not columns[column] and not rising[row + column] and not falling[row - column + n] then
      columns[column], rising[row + column], falling[row - column + n] = 1, 1, 1
      count = count + solutions(board, row + 1)
      columns[column], rising[row + column], falling[row - column + n] = nil, nil, nil
    end
  end
  return count
end

print(solutions({size = size, columns = {}, rising = {}, falling = {}}, 1))
