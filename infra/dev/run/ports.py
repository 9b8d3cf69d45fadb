"""Finds out before anything starts whether a port is taken, and says so in one sentence."""

import socket

HOST = "127.0.0.1"


class PortTaken(Exception):
    """Another program listens where Seatline should; the message names the port and the way out."""


def require_free(port: int, variable: str, purpose: str) -> None:
    """Raise PortTaken unless nothing listens on the port of this machine's loopback address."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            why = f"Port {port} is reserved for the system's administrator"
        except OSError:
            why = f"Port {port} is taken by another program"
        else:
            return
    raise PortTaken(
        f"{why}, and Seatline needs it for {purpose}: stop that program, "
        f"or choose another port with {variable}={_other(port)} make run."
    )


def answers(port: int) -> bool:
    """Whether something accepts connections on the port."""
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


def _other(port: int) -> int:
    return port + 1 if 1024 <= port < 65535 else 8100
