"""A figure: a bare number, a mapping that also says its range, source and confidence, or a range to draw from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from northeastsim.scenario.schema.basis import own_words


def value_of(figure: Any) -> float:
    """The value of a figure, bare or with its range."""
    return float(figure["value"] if isinstance(figure, dict) else figure)


@dataclass(frozen=True)
class Amount:
    """Marks a field as a figure within inclusive bounds; `bare` refuses the mapping, `drawn` takes `[low, high]` too."""

    low: float
    high: float
    bare: bool = False
    drawn: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The check of a number, or of a mapping of which every number keeps the bounds."""
        number = core_schema.float_schema(strict=True, allow_inf_nan=False, ge=self.low, le=self.high)
        if self.bare:
            return number
        forms = {"number": number, "quantity": ranged(number)}
        if self.drawn:
            forms["range"] = two(number)
        return core_schema.tagged_union_schema(forms, kind_or_range if self.drawn else kind)


def kind(figure: Any) -> str:
    """Which of the two forms a figure has."""
    return "quantity" if isinstance(figure, dict) else "number"


def kind_or_range(figure: Any) -> str:
    """Which of the three forms a figure has that may be drawn."""
    return "range" if isinstance(figure, list) else kind(figure)


def two(number: CoreSchema) -> CoreSchema:
    """The check of a range `[low, high]`."""
    pair = core_schema.list_schema(number, min_length=2, max_length=2, strict=True)
    return core_schema.no_info_after_validator_function(rising, pair)


def rising(pair: list[float]) -> list[float]:
    """The range, if it is in order."""
    if pair[0] > pair[1]:
        raise own_words(f"low {pair[0]:g} is above high {pair[1]:g}")
    return pair


def ranged(number: CoreSchema) -> CoreSchema:
    """The check of a figure with its range."""
    text = core_schema.str_schema(strict=True)
    number_field, text_field = (core_schema.typed_dict_field(each, required=False) for each in (number, text))
    fields = {
        "value": core_schema.typed_dict_field(number, required=True),
        "low": number_field,
        "high": number_field,
        "source": text_field,
        "confidence": text_field,
    }
    mapping = core_schema.typed_dict_schema(fields, extra_behavior="forbid", total=False)
    return core_schema.no_info_after_validator_function(ordered, mapping)


def ordered(figure: dict[str, Any]) -> dict[str, Any]:
    """The figure, if its value lies in its own range."""
    low, high = figure.get("low", figure["value"]), figure.get("high", figure["value"])
    if not low <= figure["value"] <= high:
        raise own_words(f"value {figure['value']:g} is not within its own range, {low:g} to {high:g}")
    return figure


Share = Annotated[Any, Amount(0.0, 1.0)]
Probability = Annotated[Any, Amount(0.0, 1.0, drawn=True)]
Hazard = Annotated[Any, Amount(0.0, 1e3, drawn=True)]
Signed = Annotated[Any, Amount(-1.0, 1.0)]
Rung = Annotated[Any, Amount(0.0, 4.0)]
Rate = Annotated[Any, Amount(-1.0, 1.0)]
NonNegative = Annotated[Any, Amount(0.0, 1e12)]
Positive = Annotated[Any, Amount(1e-9, 1e12)]
Weight = Annotated[Any, Amount(-1e3, 1e3)]
Anything = Annotated[Any, Amount(-1e15, 1e15)]
BareShare = Annotated[Any, Amount(0.0, 1.0, bare=True)]
BareNumber = Annotated[Any, Amount(-1e15, 1e15, bare=True)]
BareWeight = Annotated[Any, Amount(-1e3, 1e3, bare=True)]
