"""A document as canonical YAML: what the reader makes of it is equal to what was written."""

from __future__ import annotations

from typing import Any, ClassVar

import yaml

from northeastsim.scenario import scalars


class Writer(yaml.SafeDumper):  # type: ignore[misc]
    """Writes text in quotes wherever our reader, or another program's, would take it for something else."""

    yaml_implicit_resolvers: ClassVar[dict[str | None, list[Any]]] = {
        None: [
            ("tag:yaml.org,2002:null", scalars.NULL),
            ("tag:yaml.org,2002:bool", scalars.BOOL),
            ("tag:yaml.org,2002:int", scalars.INT),
            ("tag:yaml.org,2002:float", scalars.FLOAT),
        ]
    }

    def ignore_aliases(self, data: Any) -> bool:
        """Nothing is ever written as an alias."""
        return True


def text_or_quoted(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """A text as a node: many lines as a block, a word that reads as something else in quotes."""
    if "\n" in text:
        return writer.represent_scalar("tag:yaml.org,2002:str", text, style="|")
    value, wrong = scalars.resolve(text)
    plain = wrong is None and value == text and not scalars.AMBIGUOUS.match(text)
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=None if plain else "'")


def number(writer: yaml.SafeDumper, value: float) -> yaml.ScalarNode:
    """A number as a node, in its shortest spelling that reads back equal."""
    return writer.represent_scalar("tag:yaml.org,2002:float", repr(value))


Writer.add_representer(str, text_or_quoted)
Writer.add_representer(float, number)


def dump(document: dict[str, Any], width: int = 110, flow: bool = False) -> str:
    """The document as YAML text, keys in the document's order, in blocks or, in `flow`, in braces."""
    style = {"sort_keys": False, "allow_unicode": True, "width": width, "default_flow_style": flow}
    return str(yaml.dump(document, Dumper=Writer, **style))
