"""What all models of the schema share: strictness, ids, dates, fields with unit and meaning."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from northeastsim.scenario.dates import days_of, wrong_date, wrong_day

ID = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}\Z")
PARAMETER = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+\Z")
PAIR = re.compile(r"([A-Za-z][A-Za-z0-9_]{0,63}), ([A-Za-z][A-Za-z0-9_]{0,63})\Z")


class Strict(BaseModel):
    """A mapping of known keys: nothing else is accepted, and nothing is read as something else."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


def said(meaning: str, unit: str = "", default: Any = ..., **bounds: Any) -> Any:
    """A field with its meaning, unit and default; without a default it is required."""
    words = f"{meaning} [{unit}]" if unit else meaning
    return Field(default, description=words, json_schema_extra={"unit": unit} if unit else None, **bounds)


def own_words(message: str) -> PydanticCustomError:
    """An error whose message is shown as it stands."""
    return PydanticCustomError("own_words", "{message}", {"message": message})


def identifier(text: str) -> str:
    """The text, if it is an id."""
    if not ID.match(text):
        raise own_words("expected an id: a letter, then letters, digits or _ (64 at most)")
    return text


def pair(text: str) -> str:
    """The text, if it names two different actors."""
    found = PAIR.match(text)
    if not found:
        raise own_words("expected two actors, such as 'RUS, PRK'")
    if found[1] == found[2]:
        raise own_words("an actor has no relation to itself")
    return text


def calendar_date(text: str) -> str:
    """The text, if it is a date."""
    if wrong := wrong_date(text):
        raise own_words(wrong)
    return text


def yearly_day(text: str) -> str:
    """The text, if it is a day of every year."""
    if wrong := wrong_day(text):
        raise own_words(wrong)
    return text


def repeat(text: str) -> str:
    """The text, if it is a number of days."""
    if days_of(text) is None:
        raise own_words("expected a number of days from 1 to 36500, such as '180 days'")
    return text


def shaped(pattern: str) -> WithJsonSchema:
    """How an editor recognises a text."""
    return WithJsonSchema({"type": "string", "pattern": pattern})


Id = Annotated[str, AfterValidator(identifier), shaped("^[A-Za-z][A-Za-z0-9_]{0,63}$")]
Ref = Annotated[str, shaped("^[A-Za-z][A-Za-z0-9_]{0,63}$")]  # any text: `checks` looks it up, and knows the nearest id
Pair = Annotated[str, AfterValidator(pair), shaped("^[A-Za-z][A-Za-z0-9_]*, ?[A-Za-z][A-Za-z0-9_]*$")]
Date = Annotated[str, AfterValidator(calendar_date), shaped("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Day = Annotated[str, AfterValidator(yearly_day), shaped("^[0-9]{2}-[0-9]{2}$")]
Days = Annotated[str, AfterValidator(repeat), shaped("^[1-9][0-9]* days?$")]
Text = Annotated[str, Field(max_length=20_000)]
