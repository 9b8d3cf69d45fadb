"""Django's PostgreSQL backend with every statement on the extended protocol."""
