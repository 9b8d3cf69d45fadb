"""A WebRTC connection on loopback, both ends ours."""

import asyncio

from telephony.simulator.media import ice
from telephony.simulator.media.peer import Peer
from telephony.simulator.media.sound import FRAME, tone

OFFER = """v=0\r
m=audio 9 UDP/TLS/RTP/SAVPF 0\r
a=candidate:1 1 udp 2113937151 9b2e8f0a-1111.local 51000 typ host\r
a=candidate:2 1 udp 2113937151 192.0.2.7 51001 typ host\r
a=candidate:3 1 tcp 1518280447 192.0.2.7 9 typ host tcptype active\r
a=end-of-candidates\r
"""


def test_candidates_that_loopback_cannot_reach_are_left_out() -> None:
    kept = [line for line in ice.usable(OFFER).splitlines() if line.startswith("a=")]
    assert kept == ["a=candidate:2 1 udp 2113937151 192.0.2.7 51001 typ host"]


async def test_sound_goes_both_ways_over_loopback_only() -> None:
    lost = asyncio.Event()

    async def on_lost() -> None:
        lost.set()

    one, two = Peer(on_lost), Peer(on_lost)
    offer = await one.offer()
    answer = await two.answer(offer)
    candidates = [line for line in (offer + answer).splitlines() if line.startswith("a=candidate")]
    assert candidates
    assert all(" 127.0.0.1 " in line for line in candidates)
    await one.accept(answer)
    frame = tone((440,), FRAME / 8000)
    async with asyncio.timeout(10):
        while not (one.ear.received and two.ear.received):
            one.send(frame)
            two.send(frame)
            await asyncio.sleep(0)
        await two.close()
        await lost.wait()
    assert one.state == "closed"
    await one.close()
