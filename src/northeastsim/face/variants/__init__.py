"""A scenario of their own for each student of a class, by a seed, and one answer key of ranges and reasoning for the teacher."""

from __future__ import annotations

from northeastsim.face.variants.key import KEY, TABLE, Variants, expect_empty, variants
from northeastsim.face.variants.plan import Plan, planned
from northeastsim.face.variants.students import Student

__all__ = ["KEY", "TABLE", "Plan", "Student", "Variants", "expect_empty", "planned", "variants"]
