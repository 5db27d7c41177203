"""The shipped catalogue: event types, systems, strategies, theories, payoffs and parameters as data, base regions by name."""

import functools
import pathlib
from typing import Any

import yaml

from northeastsim.scenario.catalogue_types import Catalogue

HERE = pathlib.Path(__file__).parent / "catalogue"
REGION = "northeast_asia_"
YEARS = range(2011, 2027)


def shipped(name: str) -> dict[str, Any]:
    """Return one of the catalogue's files as plain data."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=loader) or {}
    return data


def folder(name: str) -> dict[str, dict[str, Any]]:
    """Return what stands in a folder of the catalogue, one entry a file, by the file's name."""
    return {path.stem: shipped(f"{name}/{path.name}") for path in sorted((HERE / name).glob("*.yaml"))}


def region(name: str) -> dict[str, Any] | None:
    """Return the document of a base region such as `northeast_asia_2024`, or None where there is none."""
    from northeastsim.scenario.region import build

    year = name.removeprefix(REGION)
    if name.startswith(REGION) and year.isdigit() and int(year) in YEARS:
        return build(int(year))
    return None


def scenario_folders() -> tuple[pathlib.Path, ...]:
    """Return where the ready-made scenarios stand: in the installed package, or in the checkout."""
    package = pathlib.Path(__file__).parents[1] / "scenarios"
    checkout = pathlib.Path(__file__).parents[3] / "scenarios"
    return tuple(folder for folder in (package, checkout) if folder.is_dir())


@functools.cache
def catalogue() -> Catalogue:
    """Return everything that ships. NOTE: cached and shared; do not change it."""
    parameters = {name: {**entry, "default": entry["value"]} for name, entry in shipped("parameters.yaml").items()}
    return Catalogue(
        event_types=shipped("event_types.yaml"),
        systems=shipped("systems.yaml"),
        strategies=folder("strategies"),
        theories=folder("theories"),
        parameters=parameters,
        payoffs=folder("payoffs"),
        region=region,
        region_names=tuple(f"{REGION}{year}" for year in YEARS),
        scenario_folders=scenario_folders(),
    )
