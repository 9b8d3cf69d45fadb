"""What `make check` and `make test` run, and the house rules no ready-made tool knows."""
