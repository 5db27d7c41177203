"""What the page of data says of terms and of weak places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

TERMS = {
    "ship": "an open licence: the figures may go on, with credit",
    "extract": "a small extract or own sums, with credit, non-commercial or by terms of citation; the series is its owner's",
    "facts": "facts in our own words; no text or table of a source is copied",
    "own": "ours, CC BY 4.0",
}
COAST = """Maps have coastlines of Natural Earth (public domain) and no boundary; *show/map/coast.md* tells more.
"""
WEAK = """What can do most to a result comes first:

1. **Flows outside the record** are claims, and two readings of Russia's pay differ by a factor of more than ten. Who depends on
   whom turns on them.
2. **North Korea's spending and economy** have no series: readings differ by a factor of fifteen with the rate of exchange. One base
   is used throughout, and its level is judgement.
3. **From memory.** Two thirds of the dated acts, all days of yearly exercises, most of trade after 2019, growth of 2023 and 2024
   and part of the warheads are recalled and were not looked up again; their rows say so.
4. **Denser after 2022**, because the sources are: more of what Pyongyang and Moscow do is listed. A rise of a count there is partly
   a rise of attention. Sources lean on American, South Korean, Japanese and Ukrainian statements; denials may be missed.
5. **Coding by one hand**: whom an act is aimed at, what is an incident and what a crisis after 2017, and all sizes of acts.
6. **American orders** other than the F-35A and Tomahawk have no row among the dated acts: the catalogue has no such systems. They
   are in the counts.
7. **The register of arms** keeps no order that was never delivered, and knows years only.
"""


def terms(contents: Iterable[Mapping[str, str]]) -> list[tuple[str, str, str]]:
    """Each table, what it rests on and under which terms it stands."""
    return [(f"`{entry['table']}.csv`", entry["rests_on"], entry["terms"]) for entry in contents]


def meanings() -> str:
    """What the words for terms mean, as a list."""
    return "".join(f"- *{word}*: {meaning}.\n" for word, meaning in TERMS.items())
