"""The Voice SDK's protocol, message by message, without a browser."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from telephony.simulator.media.conversation import ufrag
from telephony.simulator.media.peer import Peer
from telephony.simulator.media.signal.device import DeviceCall
from telephony.simulator.media.signal.session import Session
from telephony.simulator.media.signal.socket import hang_up_unless_back, parse
from telephony.simulator.media.studio import Studio
from tests.telephony.simulator.media.exchange import TinyExchange, token


class Browser:
    """The far side of a session: keeps what it is told."""

    def __init__(self, studio: Studio, exchange: TinyExchange, calls: dict[str, DeviceCall]) -> None:
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.session = Session(studio, exchange, calls, self._hear)
        self.peer = Peer(self._lost)

    async def _hear(self, kind: str, payload: dict[str, object]) -> None:
        self.told.append((kind, payload))

    async def _lost(self) -> None:
        return

    async def send(self, kind: str, **payload: object) -> None:
        await self.session.take(kind, payload)

    async def call(self, params: str = "") -> dict[str, Any]:
        """Place a call; the answer's payload."""
        sdp = await self.peer.offer()
        await self.send("invite", callsid="TJS1", sdp=sdp, twilio={"params": params})
        return self.told[-1][1]

    @property
    def kinds(self) -> list[str]:
        return [kind for kind, _ in self.told]


class Scene:
    """A studio, a tiny core and any number of browsers."""

    def __init__(self, folder: Path) -> None:
        self.exchange = TinyExchange()
        self.studio = self.exchange.studio = Studio(folder)
        self.calls: dict[str, DeviceCall] = {}
        self._browsers: list[Browser] = []

    def browser(self) -> Browser:
        made = Browser(self.studio, self.exchange, self.calls)
        self._browsers.append(made)
        return made

    async def registered(self) -> Browser:
        made = self.browser()
        await made.send("listen", token=token())
        await made.send("register", media={"audio": True})
        return made

    async def close(self) -> None:
        await self.studio.close()
        for browser in self._browsers:
            await browser.peer.close()


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    made = Scene(tmp_path)
    yield made
    await made.close()


async def test_a_good_token_connects_and_registers(scene: Scene) -> None:
    browser = await scene.registered()
    assert browser.kinds == ["connected", "ready"]
    assert browser.told[0][1]["token"] == {"identity": "agent", "ttl": 3600}
    assert list(scene.exchange.clients) == ["agent"]
    await browser.send("register", media={"audio": False})
    assert browser.kinds[-1] == "offline"
    assert not scene.exchange.clients


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (token(left_s=-1), 31205),
        (token(issuer="SK" + "9" * 32), 31201),
        (token(secret="x" * 32), 31204),
        ("nonsense", 31204),
    ],
)
async def test_bad_tokens_are_refused_in_the_sdks_numbers(scene: Scene, bad: str, code: int) -> None:
    browser = scene.browser()
    await browser.send("listen", token=bad)
    await browser.send("register", media={"audio": True})
    assert [payload["error"]["code"] for _, payload in browser.told] == [code, 31204]
    assert not scene.exchange.clients
    assert "error" in await browser.call()
    assert not scene.exchange.legs


async def test_a_placed_call_rings_is_answered_and_brings_its_parameters(scene: Scene) -> None:
    browser = await scene.registered()
    answer = await browser.call("handling=4%202&To=%2B15550001111&empty=")
    assert browser.kinds[2:] == ["ringing", "answer"]
    assert scene.exchange.params == {"handling": "4 2", "To": "+15550001111", "empty": ""}
    assert "PCMU/8000" in answer["sdp"]
    assert "127.0.0.1" in answer["sdp"]
    await browser.send("dtmf", callsid=answer["callsid"], dtmf="5#")
    assert scene.exchange.digits == [(answer["callsid"], "5#")]
    await browser.send("hangup", callsid=answer["callsid"])
    assert scene.exchange.over == [answer["callsid"]]
    assert not scene.studio.legs


async def test_a_call_given_up_early_is_known_by_the_sdks_own_name(scene: Scene) -> None:
    browser = await scene.registered()
    answer = await browser.call()
    await browser.send("hangup", callsid="TJS1")
    assert scene.exchange.over == [answer["callsid"]]


async def test_nonsense_instead_of_a_session_description_is_declined(scene: Scene) -> None:
    browser = await scene.registered()
    await browser.send("invite", callsid="TJS1", sdp="nonsense")
    assert browser.told[-1][0] == "hangup"
    assert browser.told[-1][1]["error"]["code"] == 31002


async def test_an_incoming_call_shows_who_calls_and_can_be_answered(scene: Scene) -> None:
    browser = await scene.registered()
    call_sid = await scene.exchange.ring(scene.exchange.clients["agent"], "+15558675310", {"ticket": "4 2"})
    kind, invite = browser.told[-1]
    assert (kind, invite["parameters"]["From"], invite["parameters"]["Params"]) == (
        "invite",
        "+15558675310",
        "ticket=4+2",
    )
    await browser.send("answer", callsid=call_sid, sdp=await browser.peer.answer(invite["sdp"]))
    assert scene.studio.line_state(call_sid) != ""
    await scene.exchange.end(call_sid)
    assert browser.told[-1] == ("hangup", {"callsid": call_sid})


async def test_an_incoming_call_can_be_declined_or_taken_away(scene: Scene) -> None:
    browser = await scene.registered()
    device = scene.exchange.clients["agent"]
    first = await scene.exchange.ring(device, "+15558675310", {})
    await browser.send("reject", callsid=first)
    assert scene.exchange.over == [first]
    second = await scene.exchange.ring(device, "+15558675310", {})
    await device.cancel(second)
    assert browser.told[-1] == ("cancel", {"callsid": second})
    await browser.send("answer", callsid=second, sdp="late")
    assert second not in scene.studio.legs


async def test_a_dropped_socket_comes_back_into_the_same_call(scene: Scene) -> None:
    first = await scene.registered()
    answer = await first.call()
    offer = await first.peer.offer()
    left = first.session.close()
    again = await scene.registered()
    await again.send("invite", callsid=answer["callsid"], sdp=offer, reconnect=answer["reconnect"])
    kind, payload = again.told[-1]
    assert (kind, payload["callsid"], "sdp" in payload) == ("answer", answer["callsid"], False)
    await hang_up_unless_back(left[0], first.session.say, 0)
    assert scene.exchange.over == []
    await scene.exchange.end(answer["callsid"])
    assert again.told[-1] == ("hangup", {"callsid": answer["callsid"]})


async def test_a_new_page_comes_back_with_a_new_connection(scene: Scene) -> None:
    first = await scene.registered()
    answer = await first.call()
    again = await scene.registered()
    sdp = await again.peer.offer()
    await again.send("invite", callsid=answer["callsid"], sdp=sdp, reconnect=answer["reconnect"])
    assert ufrag(again.told[-1][1]["sdp"]) not in ("", ufrag(answer["sdp"]))


async def test_a_dropped_socket_that_stays_away_ends_the_call(scene: Scene) -> None:
    browser = await scene.registered()
    answer = await browser.call()
    [call] = browser.session.close()
    await hang_up_unless_back(call, browser.session.say, 0)
    assert scene.exchange.over == [answer["callsid"]]


async def test_nobody_takes_over_another_persons_call(scene: Scene) -> None:
    owner = await scene.registered()
    answer = await owner.call()
    thief = scene.browser()
    await thief.send("listen", token=token("thief"))
    sdp = await thief.peer.offer()
    await thief.send("invite", callsid=answer["callsid"], sdp=sdp, reconnect=answer["reconnect"])
    assert thief.told[-1][1]["error"]["code"] == 31005
    wrong = {"callsid": answer["callsid"], "sdp": sdp, "reconnect": "guessed"}
    await owner.send("invite", **wrong)
    assert owner.told[-1][1]["error"]["code"] == 31005


def test_heartbeats_and_garbage_are_no_messages() -> None:
    assert parse("\n") is None
    assert parse("{") is None
    assert parse("[]") is None
    assert parse('{"type":"listen"}') == ("listen", {})
