"""Makes the schemas of tenants: migrations compiled to SQL once, then run per schema."""
