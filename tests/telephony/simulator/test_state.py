"""What survives a restart, and what does not."""

from pathlib import Path

import pytest
import requests
from twilio.rest import Client

from telephony.simulator.calls.exchange import Switchboard
from telephony.simulator.embedded import Running, start
from telephony.simulator.ports import BadToken, NotInService
from tests.contracts.twilio_rest import Judge
from tests.telephony.simulator.conftest import CALLER, NUMBER
from tests.telephony.simulator.test_browser_legs import make_token
from tests.telephony.simulator.web import SITE, Site


def sdk(running: Running) -> Client:
    """Return the SDK, signed in as the parent."""
    return Client(running.account_sid, running.auth_token, http_client=Judge(running.base_url))


def first_life(site: Site, state: Path) -> tuple[str, str, str, str]:
    """Open things, have a recorded call and leave one call up."""
    running = start(answer=site.answer, state=state)
    client = sdk(running)
    sub = client.api.accounts.create(friendly_name="Acme")
    application = client.applications.create(voice_url=f"{SITE}/agent")
    token = make_token(client, application.sid)
    client.incoming_phone_numbers.create(phone_number=NUMBER, voice_url=f"{SITE}/voice")
    done = running.dial(CALLER, NUMBER)
    running.say(done, "Hello, please call me back.")
    running.advance(3)
    running.press(done, "#")
    live = running.dial(CALLER, NUMBER)
    running.advance(2)
    running.stop()
    return sub.sid, token, done, live


def test_a_restart_keeps_everything_but_live_calls(site: Site, tmp_path: Path) -> None:
    site.pages = {"/voice": '<Record action="/thanks"/>', "/thanks": "<Hangup/>"}
    sub, token, done, live = first_life(site, tmp_path)
    running = start(answer=site.answer, state=tmp_path)
    client = sdk(running)
    try:
        assert sub in {account.sid for account in client.api.accounts.list()}
        assert Switchboard(running.switch).check_token(token).identity == "t_acme.7"
        assert client.calls(done).fetch().duration == "3"
        assert client.calls(live).fetch().status == "completed"
        recording = client.recordings.list(call_sid=done)[0]
        url = f"{running.base_url}/2010-04-01/Accounts/{client.account_sid}/Recordings/{recording.sid}.wav"
        auth = (client.account_sid, running.auth_token)
        assert requests.get(url, auth=auth, timeout=5).content[:4] == b"RIFF"
        ledger = running.ledger()
        assert [page["call_sid"] for page in ledger["calls"]] == [done, live]
        assert ledger["sums"]["calls"] == 2
        assert len(ledger["twiml"]) == 3
        assert running.status(running.dial(CALLER, NUMBER)) == "in-progress"
    finally:
        running.stop()


def test_without_a_folder_nothing_survives(site: Site, tmp_path: Path) -> None:
    """The twin."""
    site.pages = {"/voice": '<Record action="/thanks"/>', "/thanks": "<Hangup/>"}
    _, token, _, _ = first_life(site, tmp_path / "gone")
    running = start(answer=site.answer, state=tmp_path / "new")
    try:
        with pytest.raises(BadToken):
            Switchboard(running.switch).check_token(token)
        with pytest.raises(NotInService):
            running.dial(CALLER, NUMBER)
    finally:
        running.stop()
