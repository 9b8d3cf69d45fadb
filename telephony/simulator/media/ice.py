"""Keeps WebRTC on this machine: candidates on 127.0.0.1 only, no STUN server, no multicast DNS.

A browser sends from whatever local address it has to 127.0.0.1, and we learn that address from its first
packet (a peer-reflexive candidate). So nothing is open to the network, it works without one, and the `.local`
names behind which browsers hide their addresses need not be resolved.

Where loopback is the only interface that is up, the browser must help: Chromium leaves loopback out, too, and
then has nothing to send from, unless started with `--allow-loopback-in-peer-connection`.
"""

import re

from aioice import Candidate, Connection
from aiortc import RTCPeerConnection

LOOPBACK = "127.0.0.1"
UNUSABLE = re.compile(
    r"^a=(?:candidate:\S+ \d+ (?:udp|tcp) \d+ \S+\.local |candidate:\S+ \d+ tcp |end-of-candidates)",
    re.IGNORECASE,
)


def stay_local(peer: RTCPeerConnection, addresses: tuple[str, ...] = (LOOPBACK,)) -> None:
    """Let `peer` gather host candidates on these addresses only (aioice always leaves loopback out)."""
    for transceiver in peer.getTransceivers():
        _gather_on(transceiver.receiver.transport.transport.iceGatherer._connection, list(addresses))


def _gather_on(connection: Connection, addresses: list[str]) -> None:
    gather = connection.get_component_candidates

    async def on_these(component: int, **_: object) -> list[Candidate]:
        return await gather(component=component, addresses=addresses)

    connection.get_component_candidates = on_these  # type: ignore[method-assign,assignment]


def usable(sdp: str) -> str:
    """The session description without candidates that cannot be reached from loopback.

    The end-of-candidates mark goes too: it would make us give up before the browser's first packet has come.
    """
    return "".join(line for line in sdp.splitlines(keepends=True) if not UNUSABLE.match(line))
