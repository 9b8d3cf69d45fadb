"""Setting a tenant up: carrier account, numbers, flows, queues, opening hours, agents."""
