"""The stand-in as a process on the real clock: started, asked, pushed into the future, restarted."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

from tests.billing.simulator.conftest import client_of


class Process:
    """`python -m billing.simulator` on a free port."""

    def __init__(self, state: Path) -> None:
        command = [sys.executable, "-m", "billing.simulator", "--port", "0", "--state", str(state)]
        self.running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ})
        assert self.running.stdout
        found = re.search(r"http://127\.0\.0\.1:\d+", self.running.stdout.readline())
        assert found
        self.base_url = found[0]

    def control(self, path: str, body: dict[str, int] | None = None) -> dict[str, Any]:
        data = json.dumps(body).encode() if body else None
        with urllib.request.urlopen(
            urllib.request.Request(f"{self.base_url}/control/{path}", data)
        ) as answer:
            return dict(json.load(answer))

    def stop(self) -> int:
        self.running.send_signal(signal.SIGTERM)
        return self.running.wait(30)


def test_a_month_can_be_skipped_and_survives_a_restart(tmp_path: Path) -> None:
    first = Process(tmp_path)
    client = client_of(first)  # type: ignore[arg-type]
    product = client.v1.products.create({"name": "Team"}).id
    monthly = {"product": product, "currency": "usd", "unit_amount": 500, "recurring": {"interval": "month"}}
    price = client.v1.prices.create(monthly).id
    customer = client.v1.customers.create({}).id
    method = client.v1.payment_methods.attach("pm_card_visa", {"customer": customer}).id
    client.v1.subscriptions.create(
        {"customer": customer, "items": [{"price": price}], "default_payment_method": method}
    )
    first.control("clock", {"advance": 32 * 86_400})
    assert len(client.v1.invoices.list({"customer": customer, "status": "paid"}).data) == 2
    now = first.control("health")["now"]
    assert first.stop() == 0
    second = Process(tmp_path)
    assert second.control("health")["now"] >= now
    assert second.stop() == 0
