"""What is owed, decided from plain data: no database, no network, no clock."""
