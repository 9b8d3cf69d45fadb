"""People, memberships, roles and sign-in."""
