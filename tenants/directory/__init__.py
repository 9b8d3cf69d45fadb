"""Tenants, their addresses, numbers and carrier accounts; and the one door into a tenant's schema."""
