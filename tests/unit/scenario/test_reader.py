"""Reading YAML: what a word is, where everything stands, and what is refused at the door."""

from __future__ import annotations

import pathlib

import pytest

from northeastsim.errors import ScenarioError
from northeastsim.scenario.reader import BYTES, read, read_file


def refusal(data: bytes | str) -> str:
    """The words in which a text is refused."""
    with pytest.raises(ScenarioError) as caught:
        read(data, "f.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("NO", "NO"),
        ("on", "on"),
        ("010", 10),
        ("1e-3", 0.001),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("-7", -7),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("12:30:45", "12:30:45"),
        ("2025-01-01", "2025-01-01"),
        ("true", True),
        ("~", None),
        ("'1'", "1"),
        ('"true"', "true"),
        ("=", "="),
        ("nan", "nan"),
    ],
)
def test_a_word_is_what_yaml_1_2_says(word: str, value: object) -> None:
    """Norway survives, dates stay text, small numbers are numbers."""
    plain = read(f"a: {word}", "f.yaml").plain()

    assert plain == {"a": value}
    assert type(plain["a"]) is type(value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\nb: {x: 1, x: 2}", "f.yaml:2:11: b.x: duplicate key, first on line 2"),
        ("NO: 1\nNO: 2", "f.yaml:2:1: NO: duplicate key, first on line 1"),
        ("a: &a [*a]", "refers to itself"),
        ("a: *b", "f.yaml:1:4: a: there is no anchor '&b' above"),
        ("a: !!python/object/apply:os.system [ls]", "f.yaml:1:4: a: the tag"),
        ("a: ! b", "uses no tags"),
        ("a:\n\tb: 1", "f.yaml:2:1: is not YAML here: a tab cannot indent; use spaces"),
        ("a: {1: 2}", "f.yaml:1:5: a: key must be text, got 1; quote it"),
        ("true: 2", "key must be text, got true"),
        ("? [a]\n: 1", "a key must be text, not a mapping or a list"),
        ("a: &x {b: 1}\nc:\n  <<: *x", "f.yaml:3:3: c: merge keys ('<<') are not allowed; use 'extends'"),
        ("[" * 200_000, "nested deeper than 40 levels"),
        ("{a: " * 200_000, "nested deeper than 40 levels"),
        ("- " * 200_000, "nested deeper than 40 levels"),
        ("? " * 200_000, "a key must be text"),
        ("a: .inf", "expected a finite number, got .inf"),
        ("a: .NaN", "expected a finite number"),
        ("a: 1e999", "expected a finite number"),
        ("a: " + "9" * 30, "the whole number is too large"),
        ("a: " + "9" * 9000, "a number of 9000 characters is too long"),
        ('a: "\\0"', "character U+0000 is not allowed"),
        ('a: "\\ud800"', "not YAML here"),
        ("a: \x07", "f.yaml:1:4: character U+0007 is not allowed"),
        ("a: x\ufeffy", "f.yaml:1:5: character U+FEFF is not allowed"),
        ("a: 1\n---\nb: 1", "f.yaml:2:1: a scenario is one document"),
        ("", "f.yaml:1:1: is empty"),
        ("# nothing", "is empty"),
        ("- 1", "expected a mapping of keys, got a list"),
        ("hello", "expected a mapping of keys, got the text 'hello'"),
        ("a: [1", "is not YAML here: did not find expected"),
        ("a: 'x", "is not YAML here"),
        ("a: 1\nyears 10\nb: 2", "f.yaml:2:1: is not YAML here: expected KEY: VALUE, a colon and a space between them"),
        ("a: {b: 1\nc: 2", "f.yaml:2:2: is not YAML here: did not find expected ',' or '}'; the bracket of line 1, column 4 is open"),
        ("e:\n  - id: v\n   date: 3", "f.yaml:3:4: is not YAML here: did not find expected '-' indicator; check the indentation"),
        ("name: Kim's deal: yes", "f.yaml:1:17: is not YAML here: mapping values are not allowed in this context; quote a text"),
    ],
)
def test_what_no_scenario_contains_is_refused(text: str, words: str) -> None:
    """Each hole of YAML is closed, in words."""
    assert words in refusal(text)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a: 1\nb: \xff", "f.yaml:2:4: is not UTF-8 text"),
        ("a: 1".encode("utf-16"), "f.yaml:1:1: is not UTF-8 text"),
        (b"a: " + b"x" * BYTES, "is larger than 1000000 bytes"),
        (bytes(range(256)), "is not UTF-8 text"),
    ],
)
def test_bytes_that_are_not_text_are_refused(data: bytes, words: str) -> None:
    """Only UTF-8, and not much of it."""
    assert words in refusal(data)


def test_aliases_are_counted_as_what_they_stand_for() -> None:
    """Nine levels of nine aliases are refused before they are anything."""
    levels = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    levels += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]

    assert "more than 200000 values, aliases counted" in refusal("\n".join(levels))


def test_an_alias_deepens_what_it_stands_in() -> None:
    """Depth, too, is counted after aliases."""
    chain = ["a0: &a0 [[[[[[[[[x]]]]]]]]]"]
    chain += [f"a{i}: &a{i} [[[[[*a{i - 1}]]]]]" for i in range(1, 9)]

    assert "nested deeper than 40 levels" in refusal("\n".join(chain))


def test_an_innocent_alias_is_read() -> None:
    """Aliases as such are allowed."""
    assert read("a: &x [1, 2]\nb: *x", "f.yaml").plain() == {"a": [1, 2], "b": [1, 2]}


def test_a_byte_order_mark_and_windows_lines_are_read() -> None:
    """Editors write them unasked."""
    assert read(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "f.yaml").plain() == {"a": 1, "b": 2}


def test_marks_count_characters_from_one() -> None:
    """A line with letters beyond ASCII still has the right columns."""
    node = read('é: {ключ: "öö", b: 2}', "f.yaml").value["é"].value["b"]

    assert (node.key_at.line, node.key_at.column) == (1, 17)
    assert (node.at.line, node.at.column) == (1, 20)


def test_several_mistakes_are_told_at_once() -> None:
    """Reading goes on where that is safe."""
    assert refusal("a: !x 1\nb: {2: 3}\na: 4\nc: .nan").count("\n") == 3


@pytest.mark.parametrize("name", ["missing.yaml", "folder", "nul\0.yaml"])
def test_what_is_no_file_is_refused(name: str, tmp_path: pathlib.Path) -> None:
    """A missing file, a folder, an impossible name: one line each."""
    (tmp_path / "folder").mkdir()

    with pytest.raises(ScenarioError, match=r"is not a file|cannot be read"):
        read_file(tmp_path / name)


def test_devices_are_not_read() -> None:
    """An endless file is refused by its kind."""
    with pytest.raises(ScenarioError, match="is not a file"):
        read_file(pathlib.Path("/dev/zero"))
