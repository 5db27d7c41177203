"""What a document's parts say of one another: every id named exists, every date falls within the run."""

from __future__ import annotations

import contextlib

from northeastsim.scenario.catalogue_types import Catalogue
from northeastsim.scenario.checks.actors import check_actors
from northeastsim.scenario.checks.context import Context, Enough
from northeastsim.scenario.checks.declared import check_event_types, check_strategies, check_systems
from northeastsim.scenario.checks.events import check_closed, check_events, check_programmes
from northeastsim.scenario.checks.measures import check_metrics, check_parameters, check_variants
from northeastsim.scenario.checks.revisions import check_revisions
from northeastsim.scenario.checks.theories import check_theories
from northeastsim.scenario.nodes import Node
from northeastsim.scenario.shape import Shape

CHECKS = (
    check_actors,
    check_systems,
    check_event_types,
    check_strategies,
    check_events,
    check_programmes,
    check_closed,
    check_parameters,
    check_revisions,
    check_theories,
    check_metrics,
    check_variants,
)

__all__ = ["checked"]


def checked(shape: Shape, root: Node, catalogue: Catalogue) -> Context:
    """All findings about a shaped document; fills in the defaults of events' own keys on the way."""
    context = Context.of(shape, root, catalogue)
    with contextlib.suppress(Enough):
        for check in CHECKS:
            check(context)
    return context
