"""Calendar dates as scenario files write them, and the window of time a scenario covers."""

from __future__ import annotations

import re
from datetime import date

FIRST = date(1800, 1, 1)
LAST = date(2200, 12, 31)
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
DAY = re.compile(r"[0-9]{2}-[0-9]{2}\Z")
REPEAT = re.compile(r"([1-9][0-9]{0,4}) days?\Z")
MOST_DAYS = 36_500


def wrong_date(text: str) -> str | None:
    """What is wrong with a date, or None."""
    if not DATE.match(text):
        return "expected a date such as 2025-06-01"
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return "there is no such day"
    return None if FIRST <= day <= LAST else f"expected a date from {FIRST} to {LAST}"


def wrong_day(text: str) -> str | None:
    """What is wrong with a day of every year (MM-DD), or None; 29 February is not in every year."""
    if not DAY.match(text):
        return "expected a day of the year such as 04-01"
    try:
        date.fromisoformat(f"2001-{text}")
    except ValueError:
        return "there is no such day in every year"
    return None


def days_of(text: str) -> int | None:
    """The N of `N days` (1 to 36,500), or None where the text is something else."""
    match = REPEAT.match(text)
    return int(match[1]) if match and int(match[1]) <= MOST_DAYS else None


def horizon(start: date, years: int) -> date:
    """The first day after a scenario: the same day `years` later, 28 February for a missing 29th."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)
