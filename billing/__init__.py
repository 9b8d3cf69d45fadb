"""What a tenant owes: seats, minutes, invoices, and the way to the payment provider."""
