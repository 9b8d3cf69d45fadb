"""Pure small things every app may use: clock, ids, money, intervals, phone numbers."""
