"""Which form must a model's answer have? The one definition: JSON schema for the request, check for what comes back."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tocsin.errors import AnswerRefused

# Characters; an answer of the form that was asked for has a tenth.
ANSWER_CAP = 8_000


class Answer(BaseModel):
    """A second opinion as a model gives it; `codebook.yaml` says what each field means."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    level: int = Field(ge=0, le=5)
    direction: Literal["escalation", "deescalation", "none"]
    dyads: list[list[str]]
    location: str | None
    quote: str
    confidence: float = Field(ge=0, le=1, allow_inf_nan=False)
    reason: str


def read_answer(raw: str) -> Answer:
    """Read an answer; raises `AnswerRefused` saying which fields are wrong, and never quoting them."""
    if len(raw) > ANSWER_CAP:
        raise AnswerRefused("its answer is longer than any answer need be")
    try:
        return Answer.model_validate_json(raw)
    except ValidationError as error:
        fields = sorted({str(each["loc"][0]) for each in error.errors() if each["loc"]} & set(Answer.model_fields))
        which = f" ({', '.join(fields)})" if fields else ""
        raise AnswerRefused(f"its answer is not of the form that was asked for{which}") from None
