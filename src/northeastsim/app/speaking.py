"""The language of charts: what a command is asked for, checked before anything is run."""

from __future__ import annotations

import argparse
from typing import Any

from northeastsim.app.output import no_drawing
from northeastsim.errors import Problem, ScenarioError


def spoken(arguments: argparse.Namespace, as_picture: bool = True) -> dict[str, Any]:
    """The language and glossary of the charts that are to be drawn, for the functions that draw.

    Raises ScenarioError for a glossary that cannot be used, and where no font here has the signs of the language, which only a
    picture of dots needs.
    """
    language, file = arguments.language, arguments.glossary
    if file is not None:
        from northeastsim.show.language.glossary import glossary

        glossary(file)
        if language is None:
            raise ScenarioError([Problem("--glossary", None, None, "", "gives words in another language; say which by --language")])
    if language is not None and as_picture and not getattr(arguments, "no_chart", False) and not no_drawing():
        from northeastsim.show.language.fonts import require

        require(language)
    return {"language": language, "glossary": file}
