"""Django base classes: inbox, outbox, timers, audit, problems, pages, and the database backend."""
