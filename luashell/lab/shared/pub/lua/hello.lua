-- says hello
print("Hello from the lab, " .. (getenv("USER") or "whoever you are") .. "!")
