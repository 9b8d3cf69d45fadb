"""Makes a database ready: roles, public tables, and the guards that keep tenants apart."""
