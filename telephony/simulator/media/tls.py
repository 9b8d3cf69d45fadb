"""A self-signed certificate for `wss://`, made when asked for and kept in the state folder."""

import ipaddress
import ssl
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAYS = 365
RENEW_DAYS = 7


def server_context(folder: Path) -> ssl.SSLContext:
    """TLS for localhost, 127.0.0.1 and ::1, with the certificate of this folder."""
    file = folder / "localhost.pem"
    if not still_good(file, datetime.now(UTC)):
        folder.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_bytes(make_certificate(datetime.now(UTC)))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def beside(app: web.Application, port: int, folder: Path) -> Callable[[web.Application], AsyncIterator[None]]:
    """Serve `app` over TLS for as long as another application runs; port 0 takes any."""

    async def serve(_: web.Application) -> AsyncIterator[None]:
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port, ssl_context=server_context(folder)).start()
        yield
        await runner.cleanup()

    return serve


def still_good(file: Path, now: datetime) -> bool:
    """Whether there is a certificate that lasts another week."""
    if not file.exists():
        return False
    try:
        certificate = x509.load_pem_x509_certificate(file.read_bytes())
    except ValueError:
        return False
    return certificate.not_valid_after_utc > now + timedelta(days=RENEW_DAYS)


def make_certificate(now: datetime) -> bytes:
    """Private key and certificate in PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    loopback = [ipaddress.ip_address("127.0.0.1"), ipaddress.ip_address("::1")]
    names = [x509.DNSName("localhost"), x509.DNSName("*.localhost"), *(x509.IPAddress(ip) for ip in loopback)]
    certificate = (
        x509.CertificateBuilder(name, name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=DAYS))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)
