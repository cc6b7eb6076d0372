"""Which language model did the operator name for second opinions? None, unless TOCSIN_LLM_URL is set."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tocsin.cli.environment import open_store, settings
from tocsin.errors import AddressRefused, InputError

if TYPE_CHECKING:
    from tocsin.escalation.opinion.question import Adviser
    from tocsin.pipeline.opinion import Counsel


def find_adviser() -> "Adviser | None":
    """Return the model of TOCSIN_LLM_URL, TOCSIN_LLM_MODEL and TOCSIN_LLM_KEY; `None` where no address is set.

    Raises:
        InputError: one of them can't be used; the key, and what else may hold one, is never quoted.
    """
    from tocsin.web.chat import ChatEndpoint

    url = os.environ.get("TOCSIN_LLM_URL", "").strip()
    if not url:
        return None
    model = os.environ.get("TOCSIN_LLM_MODEL", "").strip()
    if not model or not model.isprintable():
        raise InputError("TOCSIN_LLM_MODEL does not say which model to ask; give its name at TOCSIN_LLM_URL")
    chosen = settings()
    try:
        return ChatEndpoint(url, model, key=_key(), timeout=chosen.opinion.timeout, proxy=chosen.web.proxy)
    except AddressRefused:
        raise InputError(
            "TOCSIN_LLM_URL is no address of a server; give it as https://host/v1 (and a key as TOCSIN_LLM_KEY)"
        ) from None


@contextmanager
def open_counsel() -> Iterator["Counsel"]:
    """Open the store, and the model with what is kept there of it; raises `InputError` where no model is named."""
    from tocsin.pipeline.opinion import Counsel

    adviser = find_adviser()
    if adviser is None:
        raise InputError("TOCSIN_LLM_URL names no language model to ask; set it, and TOCSIN_LLM_MODEL")
    with open_store() as store:
        yield Counsel(store, adviser, settings().opinion)


def _key() -> str | None:
    """Return the key. One that no header can hold would come back to us in somebody's error message."""
    key = os.environ.get("TOCSIN_LLM_KEY", "").strip()
    if not (key.isascii() and key.isprintable() and " " not in key):
        raise InputError("TOCSIN_LLM_KEY is no key: a header takes one word of ASCII; copy it again")
    return key or None
