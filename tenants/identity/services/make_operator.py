"""Makes a platform operator, who works in the back office and is a member of no company."""

from tenants.identity.models import User


def make_operator(*, email: str, name: str, password: str) -> bool:
    """Create the operator unless the address is known; returns whether it is new."""
    if User.objects.filter(email=email).exists():
        return False
    User.objects.create_superuser(email, password, name=name)
    return True
