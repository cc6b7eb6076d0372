"""Who gives second opinions in a Dag? The model of an Airflow Connection, through `apache-airflow-providers-common-ai`.

Beside the seam, and no Dag either. The provider is optional: without it, or with a connection that can't be used,
making an adviser raises `OpinionError`, and the rules judge alone.
"""

import asyncio
from typing import Any

from tocsin.errors import OpinionError
from tocsin.escalation.opinion.answer import Answer

# An answer has some 200; a model that thinks aloud first needs the rest.
MOST_TOKENS = 4_000
PROVIDER = "pip install 'apache-airflow-providers-common-ai[openai]'"


class HookAdviser:
    """An agent of `PydanticAIHook`: one request for each question, its answer of our type, within `timeout` seconds."""

    def __init__(self, connection: str, *, timeout: float) -> None:
        try:
            from airflow.providers.common.ai.hooks.pydantic_ai import PydanticAIHook
        except ImportError:
            raise OpinionError(f"the connection {connection} needs {PROVIDER}") from None
        try:
            self._hook = PydanticAIHook.get_hook(connection)
            self.model = str(self._hook.get_conn().model_name)
        except _failures() as error:
            # Its message may quote the connection.
            raise OpinionError(f"the connection {connection} can't be used ({type(error).__name__})") from None
        self._timeout = timeout
        # One loop for all questions: the model's client keeps its connections in the loop that it began in.
        self._loop = asyncio.Runner()

    def ask(self, *, system: str, user: str, schema: dict[str, Any]) -> str:
        """Return the model's answer as JSON; the schema of the question is that of `Answer`."""
        try:
            answer: Answer = self._loop.run(asyncio.wait_for(self._run(system, user), self._timeout))
        except TimeoutError:
            raise OpinionError(f"no whole answer within {self._timeout:g} s") from None
        except _failures() as error:
            status = getattr(error, "status_code", None)
            said = f"HTTP {status}" if status else type(error).__name__
            raise OpinionError(f"it gave no answer ({said})", lasting=status in (401, 403, 404, 429)) from None
        return answer.model_dump_json()

    async def _run(self, system: str, user: str) -> Answer:
        from pydantic_ai import UsageLimits

        agent = self._hook.create_agent(
            Answer, instructions=system, retries=0, model_settings={"max_tokens": MOST_TOKENS, "timeout": self._timeout}
        )
        return (await agent.run(user, usage_limits=UsageLimits(request_limit=1))).output


def _failures() -> tuple[type[Exception], ...]:
    """What the hook, pydantic-ai, its models' clients and the network raise."""
    from airflow.sdk.exceptions import AirflowException
    from pydantic_ai.exceptions import AgentRunError, UserError

    # RuntimeError and ValueError: a client that is not installed, a model's name that nobody knows.
    return (AgentRunError, UserError, AirflowException, ImportError, OSError, RuntimeError, TypeError, ValueError)
