"""What the simulator remembers: accounts, keys, numbers, applications, recordings, finished calls."""
