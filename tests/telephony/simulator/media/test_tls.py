"""The certificate for wss."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from telephony.simulator.media import tls


def test_a_certificate_is_made_once_and_again_before_it_ends(tmp_path: Path) -> None:
    tls.server_context(tmp_path)
    file = tmp_path / "localhost.pem"
    made = file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    tls.server_context(tmp_path)
    assert file.read_bytes() == made
    assert not tls.still_good(file, datetime.now(UTC) + timedelta(days=tls.DAYS - 3))
    file.write_text("nonsense")
    tls.server_context(tmp_path)
    assert file.read_bytes() not in (made, b"nonsense")
