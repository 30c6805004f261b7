-- 8 (limits), 5.3: what `call' passes is bounded by the stack, whatever the field n claims
print(call(function (...) return arg.n end, {n = 200}))
print(call(call, {print, {1; n = 2147483647}}, "x", print))
