"""Where the payment provider tells what happened."""
