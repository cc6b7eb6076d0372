"""Where do docker compose's secrets come from? `make env` writes .env from .env.example, with new ones.

Run by any Python, without an installation: who runs Tocsin in Docker may have none.
"""

import base64
import os
import re
import secrets
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
NEEDED = re.compile(r"\$\{(\w+):\?")


def main(folder: Path = CHECKOUT) -> int:
    """Write `.env` into `folder`; returns the exit code."""
    file = folder / ".env"
    needed = set(NEEDED.findall((folder / "docker-compose.yaml").read_text(encoding="utf-8")))
    lines = (folder / ".env.example").read_text(encoding="utf-8").splitlines()
    filled = [f"{line}{_secret(line[:-1])}" if line.removesuffix("=") in needed else line for line in lines]
    try:
        # Readable for its owner from its first moment; an old one opens what is encrypted by it.
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as env:
            env.write("\n".join(filled) + "\n")
    except FileExistsError:
        print(f"tocsin: {file} is there already and stays as it is", file=sys.stderr)
        return 1
    print(f"tocsin: {file} is made; log in as admin with its AIRFLOW_ADMIN_PASSWORD")
    return 0


def _secret(name: str) -> str:
    """Return a secret that may stand in a URL; Fernet's key is 32 bytes in base64."""
    if name == "AIRFLOW_FERNET_KEY":
        return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    return secrets.token_hex(24)


if __name__ == "__main__":
    sys.exit(main())
