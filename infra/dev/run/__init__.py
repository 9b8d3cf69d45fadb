"""`make run`: every process of Seatline on this machine, watched by one launcher."""
