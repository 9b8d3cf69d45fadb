"""Running Seatline on one machine: embedded services, the launcher and the demo."""
