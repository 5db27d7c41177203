"""What the model is for, what it is not, and how it did when it was tried: said on the first screen, on charts and in manifests."""

import functools

SHORT = "A model for teaching and for comparing assumptions, not a forecast and not intelligence."
FULL = (
    f"{SHORT} It simplifies states into actors with a few concerns. Numbers on North Korea and on arms flows are claims by "
    "governments and research groups, often disputed and mostly from one side; a denial is recorded where there is one. "
    "Where a simple rule does better we say so. No endorsement of any state's claims, borders or conduct."
)

MODES = {"conditioned": "with the record's acts fed in", "free": "left to itself"}


@functools.cache
def trust() -> tuple[str, str]:
    """How the model did on years that it was not given, in two lines; `python -m docs._trust` writes what they rest on."""
    import csv  # every command says the statement, `--help` too: what only reports need must not slow it
    from importlib import resources

    text = resources.files("northeastsim").joinpath("verdict.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    first = (
        f"Tried on {rows[0]['years'].replace('-', ' to ')}, which it was not given: it beats all simple rules at "
        f"{at(rows, 'better')} and loses to the best of them at {at(rows, 'worse')}; of all else the record cannot tell."
    )
    return first, "docs/trust.md says where it is wrong, and what may and may not be concluded."


def at(rows: list[dict[str, str]], verdict: str) -> str:
    """At which targets a verdict holds, by mode, in words."""
    told = []
    for mode, words in MODES.items():
        targets = [row["target"].replace("_", " ") for row in rows if row["mode"] == mode and row["verdict"] == verdict]
        told += [f"{', '.join(targets)} ({words})"] if targets else []
    return " and ".join(told) or "nothing"
