"""Who the customers are: directory, identity, and what they know of their own customers."""
