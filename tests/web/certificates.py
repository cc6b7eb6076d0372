"""An authority that issues certificates, good and bad, and a server that shows them."""

import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

HERE = "127.0.0.1"
NEWS = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nnews"


class Authority:
    """Somebody who issues certificates, and writes them into a directory."""

    def __init__(self, directory: Path, name: str) -> None:
        self._directory = directory
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        self.bundle = directory / "authority.pem"
        own = self._builder(self._name, self._key, 30).add_extension(
            x509.BasicConstraints(ca=True, path_length=None), True
        )
        self.bundle.write_bytes(_pem(own.sign(self._key, hashes.SHA256())))

    def issue(self, name: str = HERE, *, days: int = 30, is_self_signed: bool = False) -> Path:
        """Write a key and its certificate, which runs out in so many days."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        alternative = x509.IPAddress(ipaddress.ip_address(name)) if name == HERE else x509.DNSName(name)
        builder = self._builder(subject, key, days, issuer=subject if is_self_signed else self._name)
        builder = builder.add_extension(x509.SubjectAlternativeName([alternative]), False)
        certificate = builder.sign(key if is_self_signed else self._key, hashes.SHA256())
        path = self._directory / f"{name}{days}{is_self_signed}.pem"
        secret = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path.write_bytes(secret + _pem(certificate))
        return path

    def _builder(self, subject: x509.Name, key: Any, days: int, issuer: x509.Name | None = None) -> Any:
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer or self._name)
        builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
        at = datetime.now(UTC)
        return builder.not_valid_before(at - timedelta(days=90)).not_valid_after(at + timedelta(days=days))


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


@contextmanager
def tls_server(certificate: Path) -> Iterator[int]:
    """Serve one small page over TLS; give the port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def serve() -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                with suppress(OSError), context.wrap_socket(client, server_side=True) as wrapped:
                    wrapped.recv(10_000)
                    wrapped.sendall(NEWS)

    with socket.create_server((HERE, 0)) as listener:
        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]
