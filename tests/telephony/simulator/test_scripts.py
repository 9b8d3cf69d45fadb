"""Scripts: the examples run, and a wrong expectation fails."""

from pathlib import Path

import pytest
from twilio.rest import Client

import telephony.simulator.scripts
from telephony.simulator.embedded import Running
from telephony.simulator.scripts.document import BadScript, read
from tests.telephony.simulator.web import Site

EXAMPLES = Path(str(telephony.simulator.scripts.__file__)).parent / "examples"
MENU = {
    "/voice": '<Gather numDigits="1" action="/menu"><Say>Welcome. Press one for sales.</Say></Gather>',
    "/menu": '<Enqueue waitUrl="/wait">sales</Enqueue>',
    "/wait": '<Say>You are waiting for sales.</Say><Pause length="10"/>',
}


def example(name: str) -> str:
    """Return the text of an example script."""
    return (EXAMPLES / f"{name}.yaml").read_text()


def test_choose_sales(carrier: Running, site: Site, number: str) -> None:
    site.pages = dict(MENU)
    report = carrier.play(example("choose_sales"), NUMBER=number)
    assert report.failures == []
    assert report.people["customer"]["heard"][0].startswith("Welcome")


def test_voicemail(carrier: Running, site: Site, number: str, client: Client) -> None:
    site.pages = {
        "/voice": '<Say>Please leave a message.</Say><Record action="/thanks" timeout="10"/>',
        "/thanks": "<Say>Thank you.</Say>",
    }
    assert carrier.play(example("voicemail"), NUMBER=number).failures == []
    assert len(client.recordings.list()) == 1


def test_rush(carrier: Running, site: Site, number: str) -> None:
    site.pages["/voice"] = "<Dial timeout='30'><Client>anna</Client></Dial>"
    report = carrier.play(example("rush"), NUMBER=number, ACCOUNT=carrier.account_sid)
    assert report.failures == []
    assert report.people["first"]["duration"] == 40


def test_wrong_expectations_fail(carrier: Running, site: Site, number: str) -> None:
    """The twin: a script must be able to fail."""
    site.pages["/voice"] = "<Say>We are closed.</Say>"
    report = carrier.play(example("choose_sales"), NUMBER=number)
    assert not report.passed
    assert any("did not hear 'welcome'" in failure for failure in report.failures)
    assert any("queue result" in failure for failure in report.failures)
    assert not carrier.play(
        "people: [{name: a, phone: '+12125550111', steps: [{dial: '+19995550100'}]}]"
    ).passed


@pytest.mark.parametrize(
    "text",
    [
        "- just a list",
        "people: [{name: a}]",
        "people: [{name: a, client: x}]",
        "people: [{name: a, phone: '+1', steps: [fly]}]",
        "people: [{name: a, phone: '${NOWHERE}'}]",
        "people: [{name: a, phone: '+1', steps: [{expect: {mood: good}}]}]",
        "{people: [{name: a, phone: '+1'}], expect: [{person: b}]}",
        "people: [",
    ],
)
def test_nonsense_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadScript) as caught:
        read(text)
    assert str(caught.value)
