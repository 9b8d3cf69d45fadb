"""A call, from ring to wrap-up: flows, queues, agents and the carrier behind them."""
