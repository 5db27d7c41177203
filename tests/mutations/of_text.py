"""Mutations of how a scenario is written."""

from __future__ import annotations

import random
from typing import Any

from mutations.basis import mutation
from small_world import RICH


@mutation("refused")
def duplicate_line(rng: random.Random) -> Any:
    """A key twice in one mapping."""
    lines = RICH.splitlines()
    index = rng.choice([i for i, line in enumerate(lines) if not line.lstrip().startswith("-")])
    block = lines[index : index + 1]
    for line in lines[index + 1 :]:
        if len(line) - len(line.lstrip(" -")) <= len(lines[index]) - len(lines[index].lstrip()):
            break
        block.append(line)
    return "\n".join(lines[: index + len(block)] + block + lines[index + len(block) :])


@mutation("refused")
def garbage_bytes(rng: random.Random) -> Any:
    """Bytes at random."""
    return rng.randbytes(rng.randrange(200))


@mutation("refused")
def garbage_signs(rng: random.Random) -> Any:
    """YAML's own signs at random."""
    return "".join(rng.choice("{}[]:,-?&*!|>'\"%@`#~<=.\n\t aA1") for _ in range(rng.randrange(300)))


@mutation("refused")
def foreign_encoding(rng: random.Random) -> Any:
    """UTF-16 and UTF-32, or a letter in another encoding."""
    if rng.random() < 0.5:
        return RICH.encode(rng.choice(["utf-16", "utf-32", "utf-16-le", "utf-16-be"]))
    return RICH.replace("Pyongyang", "Pjöngjang").encode("latin-1")


@mutation("refused")
def control_character(rng: random.Random) -> Any:
    """A character that no text contains, in any place."""
    index = rng.randrange(1, len(RICH))
    sign = rng.choice("\x00\x01\x07\x08\x0b\x0c\x1b\x7f\x85\x9f\u2028\ufeff\ufffe")
    return RICH[:index] + sign + RICH[index:]


@mutation("refused")
def escaped_control_character(rng: random.Random) -> Any:
    """The same, written as an escape."""
    sign = rng.choice([r"\0", r"\x07", r"\e", r"\u2028", r"\ud800", r"\U00110000", r"\N"])
    return RICH.replace("S-400 for Pyongyang", f'"a{sign}b"')


@mutation("refused")
def tab_indent(rng: random.Random) -> Any:
    """A tab where spaces belong."""
    lines = RICH.splitlines()
    index = rng.choice([i for i, line in enumerate(lines) if line.startswith("  ")])
    lines[index] = "\t" + lines[index].lstrip()
    return "\n".join(lines)


@mutation("refused")
def deep_nesting(rng: random.Random) -> Any:
    """Thousands of levels."""
    opener, depth = (
        rng.choice(["[", "{a: ", "- ", "? ", "{? ", "[{a: "]),
        rng.choice([41, 100, 5000, 100_000]),
    )
    return rng.choice(["", "format: 1\nactors: ", "format: 1\nactors:\n  "]) + opener * depth


@mutation("refused")
def alias_bomb(rng: random.Random) -> Any:
    """A few lines that stand for millions."""
    width, levels = rng.choice([(9, 9), (20, 6), (100, 4), (2, 30)])
    lines = ["format: 1", "a0: &a0 [" + ", ".join(["x"] * width) + "]"]
    lines += [f"a{i}: &a{i} [" + ", ".join([f"*a{i - 1}"] * width) + "]" for i in range(1, levels)]
    return "\n".join(lines)


@mutation("refused")
def strange_alias(rng: random.Random) -> Any:
    """An alias of itself, of nothing, or as a key."""
    return "format: 1\n" + rng.choice(["a: &a [*a]", "a: &a {b: *a}", "a: *b", "a: &b c\n*b : d", "&a a: *c"])


@mutation("refused")
def tag(rng: random.Random) -> Any:
    """A tag of any kind, on any value."""
    sign = rng.choice(
        ["!!python/object/apply:os.system", "!!str", "!x", "!!float", "!", "!<tag:x>", "!!set", "!!binary"]
    )
    key = rng.choice(["name: ", "seed: ", "actors:", "  CHN: ", "    target: "])
    return RICH.replace(key, f"{key.rstrip()} {sign} ", 1)


@mutation("refused")
def merge_key(rng: random.Random) -> Any:
    """YAML's own way to inherit."""
    return RICH.replace("  CHN: {", "  CHN: {<<: {growth: 0.1}, ")


@mutation("refused")
def second_document(rng: random.Random) -> Any:
    """Two documents in one file."""
    return RICH + rng.choice(["---\n", "...\n---\na: 1\n", "---\nformat: 1\n", "--- x\n"])


@mutation("refused")
def too_large(rng: random.Random) -> Any:
    """More than a megabyte, even of nothing."""
    return RICH + rng.choice(["#", " ", "\n"]) * 1_000_001


@mutation("refused")
def too_many_values(rng: random.Random) -> Any:
    """More values than any scenario has."""
    return "format: 1\nbodies: [" + "a," * 210_000 + "]"


@mutation("either")
def flipped_byte(rng: random.Random) -> Any:
    """One byte changed."""
    data = bytearray(RICH.encode())
    data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


@mutation("either")
def cut_short(rng: random.Random) -> Any:
    """The file broken off."""
    return RICH[: rng.randrange(len(RICH))]


@mutation("either")
def spliced(rng: random.Random) -> Any:
    """A piece of the file moved elsewhere."""
    first, second, third = sorted(rng.randrange(len(RICH)) for _ in range(3))
    return RICH[:first] + RICH[second:third] + RICH[first:second] + RICH[third:]


@mutation("either")
def lines_shuffled(rng: random.Random) -> Any:
    """The same lines in another order."""
    lines = RICH.splitlines()
    first, second = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return "\n".join(lines)


@mutation("accepted")
def written_otherwise(rng: random.Random) -> Any:
    """Comments, blank lines, quotes, Windows lines, a byte-order mark."""
    text = "".join(
        line + rng.choice(["", "  # why", "\n", "\n# note"]) + "\n"
        for line in RICH.replace("63", "0o77").splitlines()
    )
    text = text.replace("2025-06-01", rng.choice(["2025-06-01", "'2025-06-01'", '"2025-06-01"']))
    text = text.replace("\n", "\r\n") if rng.random() < 0.5 else text
    return (b"\xef\xbb\xbf" if rng.random() < 0.5 else b"") + text.encode()
