"""The money rules of the stand-in: periods, proration, invoices, payments, and what time brings."""
