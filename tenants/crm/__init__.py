"""Customers of a tenant: contacts, their numbers and one timeline of everything that happened."""
