"""A sweep: scenarios, what nobody controls in them, what somebody chooses, and how its points lie."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema

from northeastsim.scenario.dates import wrong_date
from northeastsim.scenario.schema.basis import Strict, Text, own_words, said
from northeastsim.scenario.schema.document import Format

Finite = Annotated[float, Field(allow_inf_nan=False, ge=-1e15, le=1e15)]
Above = Annotated[float, Field(allow_inf_nan=False, gt=0, le=1e15)]

PLAUSIBLE = "plausible"
FORMS = f"expected a mapping such as {{low: 1, high: 2}}, a list of values, or the word '{PLAUSIBLE}'"


def end(value: Any) -> Any:
    """The end of a range: a number or a date."""
    if isinstance(value, str):
        if wrong := wrong_date(value):
            raise own_words(f"{wrong}, or a number")
    elif isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= 1e15:
        raise own_words("expected a number or a date such as 2025-06-01")
    return value


NUMBER = {"type": "number"}
DATE = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
End = Annotated[Any, AfterValidator(end), WithJsonSchema({"anyOf": [NUMBER, DATE]})]


class Range(Strict):
    """What a number or a date may be."""

    distribution: Literal["uniform", "normal", "lognormal", "triangular"] = said("how it is spread", default="uniform")
    low: End | None = said("the least; of a normal or lognormal one it may be left out", default=None)
    high: End | None = said("the greatest; of a normal or lognormal one it may be left out", default=None)
    scale: Literal["linear", "log"] = said("uniform: whether equal steps are differences or factors", default="linear")
    whole: bool = said("whether only whole numbers fit", default=False)
    mode: Finite | None = said("triangular: the likeliest", default=None)
    mean: Finite | None = said("normal: the middle before it is cut off", default=None)
    sd: Above | None = said("normal: standard deviation before it is cut off", default=None)
    median: Above | None = said("lognormal: the middle before it is cut off", default=None)
    log_sd: Above | None = said("lognormal: standard deviation of the logarithm", default=None)


def form(value: Any) -> str:
    """Which of the forms of an uncertainty a value has."""
    return "range" if isinstance(value, dict | Range) else "list" if isinstance(value, list) else "word"


def the_word(value: Any) -> Any:
    """The word, if it is the one."""
    if value != PLAUSIBLE:
        raise own_words(FORMS)
    return value


Listed = Annotated[list[Any], Field(min_length=1, max_length=1000)]
Word = Annotated[Any, AfterValidator(the_word), WithJsonSchema({"const": PLAUSIBLE})]
What = Annotated[
    Annotated[Range, Tag("range")] | Annotated[Listed, Tag("list")] | Annotated[Word, Tag("word")], Discriminator(form)
]


class Design(Strict):
    """How the points lie in what the uncertainties may be."""

    method: Literal[
        "latin_hypercube", "monte_carlo", "sobol_sequence", "halton", "sobol", "morris", "grid", "one_at_a_time", "csv"
    ] = said("how they are chosen", default="latin_hypercube")
    points: int | None = said("how many; base samples of sobol, trajectories of morris", default=None, ge=1, le=10**7)
    seed: int = said("seed of the points; 0 is a seed", default=0, ge=0, le=2**63 - 1)
    levels: int | None = said("morris, grid, one_at_a_time: how many values of each number", default=None, ge=2, le=1000)
    second_order: bool | None = said("sobol: whether pairs are told apart, for about twice the points", default=None)
    file: Text | None = said("csv: the file, a column per uncertainty", default=None)


class Sweep(Strict):
    """A sweep of scenarios."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, title="northeastsim sweep")

    format: Format = said("version of this format: 1")
    name: Text = said("title", default="")
    question: Text = said("what the sweep asks", default="")
    description: Text = said("what a reader should know", default="")
    scenarios: list[Text] = said("shipped names or files, NAME:VARIANT for a version of one", min_length=1, max_length=1000)
    uncertainties: Annotated[dict[Text, What], Field(max_length=5000)] | None = said(
        "what nobody controls: by path, as `--set` has it; left out, every parameter's plausible range", default=None
    )
    levers: dict[Text, Listed] = said(
        "what somebody chooses: values by path, every combination of which is run", default={}, max_length=1000
    )
    design: Design = said("how the points lie", default=Design())
    replications: int = said("how many times each experiment is run", "runs", 20, ge=1, le=10**6)
    seed: int | None = said("seed of all chance; left out, the first scenario's", default=None, ge=0, le=2**63 - 1)
    outcomes: list[Text] | None = said(
        "what to keep of each run: metrics, and payoff[ACTOR]; left out, those of most interest",
        default=None, min_length=1, max_length=1000,
    )  # fmt: skip
