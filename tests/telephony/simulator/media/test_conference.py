"""A caller and an agent meet in a conference of the real core, and each hears the other."""

from pathlib import Path

import pytest

from tests.telephony.simulator.media import chromium
from tests.telephony.simulator.media.customer import NUMBER, customer
from tests.telephony.simulator.media.pages import CONNECT, agent, dial, hears, loud, phone

pytestmark = pytest.mark.browser


async def test_a_caller_and_an_sdk_device_hear_each_other(tmp_path: Path) -> None:
    async with (
        customer(tmp_path) as acme,
        chromium.running() as browser,
        phone(browser, acme.http, "from=%2B14155550137&tone=440") as caller,
        agent(browser, acme.http, over_ws=True) as desk,
    ):
        await caller.click("#numbers button")
        await dial(caller)
        await caller.wait_for_function("window.__levels.out > 0.005")  # hold music until the agent comes
        port = acme.http.rpartition(":")[2]
        identity, agent_sid = await desk.evaluate(CONNECT, [acme.token, f"127.0.0.1:{port}"])
        assert identity == "agent"
        assert acme.asked["client:agent"]["handling"] == "a b"
        assert acme.asked["+14155550137"]["To"] == NUMBER
        caller_sid = acme.asked["+14155550137"]["CallSid"]

        await hears(caller, "document.getElementById('speaker').srcObject", 700)
        await hears(desk, "call.getRemoteStream()", 440)
        await caller.wait_for_function("window.__levels.out > 0.02 && window.__levels.in > 0.05")
        for sid, says, listens in ((caller_sid, 440, 700), (agent_sid, 700, 440)):
            await loud(acme.http, caller, sid, "in", says)
            await loud(acme.http, caller, sid, "out", listens)

        await desk.evaluate("call.mute(true)")
        await caller.wait_for_function("window.__levels.out < 0.01")
        await caller.keyboard.press("Escape")
        await caller.wait_for_selector("body[data-state=ended]")
        await desk.wait_for_function("call.status() === 'closed'")
