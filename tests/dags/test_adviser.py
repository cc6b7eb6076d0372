"""Does a Dag get its second opinions from the connection `tocsin_llm`, and do without when there is none?

What asks through the provider runs where `apache-airflow-providers-common-ai[openai]` is installed; it is optional.
"""

import importlib.util
import json
from dataclasses import replace
from types import SimpleNamespace

import pytest

from opinions import BODY, ORDER, PATH, TITLE, an_answer
from servers import Newspaper, Page, raw
from tocsin.errors import OpinionError

KEY = "sk-hush-hush-hush"
HAS_PROVIDER = bool(
    importlib.util.find_spec("airflow.providers.common") and importlib.util.find_spec("airflow.providers.common.ai")
)
with_provider = pytest.mark.skipif(not HAS_PROVIDER, reason="the provider common-ai is not installed")
QUESTION = {"system": "our words", "user": f"{TITLE}\n{BODY}", "schema": {}}


@pytest.fixture
def runtime():
    import tocsin_runtime

    return tocsin_runtime


@pytest.fixture
def server(monkeypatch):
    with Newspaper() as paper:
        connect(monkeypatch, paper)
        yield paper


def connect(monkeypatch, paper, *, model="openai-chat:wise-1"):
    connection = {"conn_type": "pydanticai", "password": KEY, "host": paper.url("/v1"), "extra": {"model": model}}
    monkeypatch.setenv("AIRFLOW_CONN_TOCSIN_LLM", json.dumps(connection))


def tool_call(answer):
    """Answer as OpenAI's models give a typed answer: by calling the tool that takes it."""

    def answer_to(asked):
        name = json.loads(asked.body)["tools"][0]["function"]["name"]
        call = {"id": "1", "type": "function", "function": {"name": name, "arguments": json.dumps(answer)}}
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
        choice = {"index": 0, "finish_reason": "tool_calls", "message": message}
        whole = {"id": "1", "object": "chat.completion", "created": 1, "model": "wise-1", "choices": [choice]}
        return Page(json.dumps(whole).encode(), headers={"Content-Type": "application/json"})

    return answer_to


def test_without_a_connection_there_is_no_counsel(runtime, monkeypatch):
    monkeypatch.delenv("AIRFLOW_CONN_TOCSIN_LLM", raising=False)
    assert runtime.open_counsel(SimpleNamespace()) is None


@pytest.mark.skipif(HAS_PROVIDER, reason="the provider common-ai is installed")
def test_without_the_provider_it_says_what_to_install(runtime, server, caplog):
    assert runtime.open_counsel(SimpleNamespace()) is None
    assert "pip install 'apache-airflow-providers-common-ai[openai]'" in caplog.text
    assert KEY not in caplog.text


@with_provider
def test_a_connection_of_no_use_leaves_the_rules_alone(runtime, monkeypatch, server, caplog):
    connect(monkeypatch, server, model="nobody-knows:this")
    assert runtime.open_counsel(SimpleNamespace()) is None
    assert "tocsin_llm can't be used" in caplog.text
    assert KEY not in caplog.text


@with_provider
def test_a_connection_that_is_made_is_used(runtime, server, store):
    from tocsin.escalation.classify import classify

    server.pages[PATH] = tool_call(an_answer())
    reading = replace(classify(TITLE, BODY), probability=0.5)
    with_opinion = runtime.open_counsel(store).consult(TITLE, BODY, reading, published_at=None)
    assert "A second opinion was asked of wise-1: it agrees." in with_opinion.reasons[-1]


@with_provider
def test_the_model_of_the_connection_is_asked_once_for_each_question(server):
    from tocsin_adviser import HookAdviser

    server.pages[PATH] = tool_call(an_answer())
    adviser = HookAdviser("tocsin_llm", timeout=10)
    assert adviser.model == "wise-1"
    for _ in range(2):
        assert json.loads(adviser.ask(**QUESTION)) == an_answer()
    assert len(server.asked) == 2
    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"
    said = {each["role"]: each["content"] for each in json.loads(server.asked[0].body)["messages"]}
    assert "our words" in said["system"]
    assert ORDER not in said["system"]
    assert ORDER in said["user"]


@with_provider
@pytest.mark.parametrize(
    ("page", "lasting"),
    [
        (tool_call({"level": 9}), False),
        (Page(b"nonsense"), False),
        (Page(KEY.encode(), 500), False),
        (Page(b"{}", 401), True),
        (Page(b"{}", 429), True),
        (raw(then=30.0), False),
    ],
    ids=["untyped", "nonsense", "500", "401", "429", "slow"],
)
def test_what_goes_wrong_is_one_line_without_the_key(server, caplog, page, lasting):
    from tocsin_adviser import HookAdviser

    server.pages[PATH] = page
    with pytest.raises(OpinionError) as raised:
        HookAdviser("tocsin_llm", timeout=2).ask(**QUESTION)
    assert raised.value.lasting is lasting
    assert KEY not in str(raised.value) + caplog.text
    assert "\n" not in str(raised.value)
