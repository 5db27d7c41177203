"""What no number says: what was tried, what the data cannot tell, and what may and may not be concluded."""

from __future__ import annotations

from collections.abc import Iterator

from docs._findings.basis import item, prose

CANNOT = (
    "*Half of the dated acts are from memory.* They are on the public record, but their dates and who took part were not all checked "
    "again; sizes (how much of trade an act cut, what support was worth) are judgement where no source has one.",
    "*Attention is denser after 2022.* Reports on North Korea and Russia multiplied; part of the rise of acts and incidents is that "
    "more was written down. Counts before and after are not of one kind.",
    "*North Korea publishes no spending.* Its military spending is a share of an estimated economy, a wide range; it is "
    "no target here.",
    "*Flows outside the record are known within a factor of ten.* What Russia paid for shells and troops decides how dependent North "
    "Korea is on China, and every figure is somebody's claim.",
    "*Alignment is coded*: closeness of votes in the UN, codes of alliance and rivalry set by one hand, and sanctions. "
    "Being right about it "
    "is being right about that code.",
    "*Six years, one world.* Crises happened once in the years held out, incidents four times. No test can tell much from that.",
    "*The border closure of 2020 is fed in with a size* that people who knew what followed thought of as a range. Of trade in 2020 to "
    "2023 the model deserves no praise.",
)
MAY = (
    "compare worlds that differ in one thing: what an event or a strategy changes *in the model*, with its sign, its size beside the "
    "treaty's, and the share of parameter sets in which the sign holds;",
    "see which assumptions an answer turns on, and what would have to be known to settle it;",
    "take a disagreement with the model as a question: which mechanism is missing?",
)
MAY_NOT = (
    "read any level, probability or date as a forecast. Where the table above says *worse* or *cannot tell*, a simple "
    "rule of one line "
    "is as good or better;",
    "take a narrow range for certainty: where the table says that the model is too sure of itself, its intervals leave "
    "out more than they hold;",
    "conclude from a likeness to 2019 to 2024 that the model is right: its structure was designed by people who knew "
    "2024, the ranges of "
    "its parameters were set by them, and only the numbers fitted were held back;",
    "conclude anything on what a state intends, or ought to do.",
)


def opening(command: str, seed: int) -> Iterator[str]:
    """Yield what this page is and what was tried."""
    yield from prose(
        f"How the model fares against what happened, failures first. `{command}` (seed {seed}) wrote this page; the words between the "
        f"numbers alone are typed by hand. `northeastsim backtest` shows the same with charts."
    )
    yield ""
    yield "## What was tried"
    yield ""
    yield from prose(
        "The world begins on 1 January 2019 with the figures of 2018 and is told to the end of 2024, in two ways. *Conditioned*: the "
        "dated acts of the record are fed in and nobody decides, so that what is tried is how the world answers. *Free*: "
        "only what came "
        "from outside is fed in, the border closure of 2020 and the war of 2022, and the states decide. Trends and noise "
        "of spending, the "
        "rate of launches, the constants of options and lead times are refitted to what was known at the end of 2018; all other open "
        "parameters come from the ensemble `backtest_2018`, fitted to 2011 to 2018. A test makes every later figure "
        "unreadable and gets "
        "the same bits."
    )
    yield ""
    yield from prose(
        "The rivals are rules of one line, each with an honest spread: persistence, drift, the past rate, the record's "
        "mean. They know "
        "nothing of the acts or shocks that the model is told, and nothing of 2024."
    )


def closing() -> Iterator[str]:
    """Yield what the data cannot tell, and what may be concluded."""
    yield "## What the data cannot tell"
    yield ""
    for sentence in CANNOT:
        yield from item(sentence)
    yield ""
    yield "## What you may conclude, and what not"
    yield ""
    yield "You may"
    yield ""
    for sentence in MAY:
        yield from item(sentence)
    yield ""
    yield "You may not"
    yield ""
    for sentence in MAY_NOT:
        yield from item(sentence)
