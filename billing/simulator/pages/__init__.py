"""The pages people see at the payment provider: checkout, portal, invoice; in English and Chinese."""
