"""The control API over HTTP, in a process of its own."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from twilio.rest import Client

from telephony.simulator.records.accounts import PARENT_SID, PARENT_TOKEN
from tests.contracts.twilio_rest import Judge
from tests.telephony.simulator.conftest import CALLER, NUMBER

ROOT = Path(__file__).parents[3]
TWIML = "http://127.0.0.1:9/voice"


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """Address of `python -m telephony.simulator` on a virtual clock."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = sock.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "telephony.simulator",
        "--port",
        str(port),
        "--clock",
        "virtual",
        "--no-audio",
    ]
    command += ["--account-sid", PARENT_SID, "--auth-token", PARENT_TOKEN]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    base = f"http://127.0.0.1:{port}"
    assert process.stderr is not None
    assert any("listening on" in line for line in process.stderr), "the simulator did not start"
    yield base
    process.terminate()
    process.communicate(timeout=10)


def post(url: str, **body: Any) -> dict[str, Any]:
    """Send JSON, return JSON."""
    answer: dict[str, Any] = requests.post(url, json=body, timeout=20).json()
    return answer


def test_a_whole_call_by_control(base: str) -> None:
    client = Client(PARENT_SID, PARENT_TOKEN, http_client=Judge(base))
    client.incoming_phone_numbers.create(phone_number=NUMBER, voice_url=TWIML)
    assert requests.get(f"{base}/control/health", timeout=5).json()["ok"]
    call = post(f"{base}/control/calls", **{"from": CALLER, "to": NUMBER})["call_sid"]
    post(f"{base}/control/clock", advance=10)
    page = requests.get(f"{base}/control/ledger?account={PARENT_SID}", timeout=5).json()["calls"][0]
    assert (page["call_sid"], page["status"]) == (call, "completed")
    alerts = requests.get(f"{base}/control/alerts", timeout=5).json()["alerts"]
    assert alerts[0]["code"] == 11205


def test_people_and_scripts_by_control(base: str) -> None:
    client = Client(PARENT_SID, PARENT_TOKEN, http_client=Judge(base))
    client.incoming_phone_numbers.create(phone_number="+14156550101")
    assert post(f"{base}/control/people", phone="+12125550177", answer=False)["registered"] == "+12125550177"
    placed = client.calls.create(
        to="+12125550177",
        from_="+14156550101",
        twiml="<Response><Gather timeout='20'><Say>Hi</Say></Gather></Response>",
    )
    post(f"{base}/control/clock", advance=1)
    assert post(f"{base}/control/calls/{placed.sid}", do="answer")["status"] == "in-progress"
    assert "nobody can" in post(f"{base}/control/calls/{placed.sid}", do="fly")["error"]
    assert post(f"{base}/control/calls/{placed.sid}", do="hang_up")["status"] == "completed"
    report = post(
        f"{base}/control/scripts", yaml="name: x\npeople: [{name: a, phone: '+1', steps: [{wait: 60}]}]"
    )
    assert report["passed"]
    assert "not YAML" in post(f"{base}/control/scripts", yaml="people: [")["error"]


def test_faults_and_nonsense_by_control(base: str) -> None:
    rules = post(f"{base}/control/faults", faults=[{"effect": "drop", "kind": "status"}])["faults"]
    assert rules[0]["effect"] == "drop"
    assert "unknown effect" in post(f"{base}/control/faults", faults=[{"effect": "explode"}])["error"]
    assert post(f"{base}/control/faults", faults=[]) == {"faults": []}
    assert (
        "not in service" in post(f"{base}/control/calls", **{"from": CALLER, "to": "+19995550000"})["error"]
    )
    assert requests.get(f"{base}/2010-04-01/Nowhere.json", timeout=5).json()["code"] == 20404


def test_the_script_runner_is_a_program(base: str, tmp_path: Path) -> None:
    file = tmp_path / "script.yaml"
    file.write_text("name: quiet\npeople: [{name: a, phone: '+1', steps: [{expect: {status: completed}}]}]")
    command = [sys.executable, "-m", "telephony.simulator.scripts", str(file), "--base", base]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert "FAILED a: has no call" in done.stdout
