"""The law of patterns: ``re``, our matcher and a plain transcription of section 6.3.2 agree on every subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from luashell.errors import LuaError
from luashell.stdlib.matching import Matcher
from luashell.stdlib.patterns import Pattern, Row
from luashell.stdlib.strings import library

if TYPE_CHECKING:
    from collections.abc import Callable

    from luashell.stdlib.patterns import Found

gsub = library.open()["gsub"]

CLASS_LETTERS: dict[str, Callable[[int], bool]] = {
    "a": lambda code: chr(code).isascii() and chr(code).isalpha(),
    "c": lambda code: code < 32 or code == 127,
    "d": lambda code: 48 <= code <= 57,
    "l": lambda code: 97 <= code <= 122,
    "p": lambda code: 33 <= code <= 126 and not chr(code).isalnum(),
    "s": lambda code: code == 32 or 9 <= code <= 13,
    "u": lambda code: 65 <= code <= 90,
    "w": lambda code: chr(code).isascii() and chr(code).isalnum(),
    "x": lambda code: chr(code) in "0123456789abcdefABCDEF",
    "z": lambda code: code == 0,
}


class PlainMatcher:
    """Recursive, byte by byte, deciding everything while it matches; a NUL stands behind pattern and subject."""

    def __init__(self, subject: str, pattern: str) -> None:
        self.subject = subject
        self.pattern = pattern + "\0\0"
        self.captures: list[tuple[int, int]] = []

    def match(self, s: int, p: int) -> int | None:
        byte, following = self.pattern[p], self.pattern[p + 1]
        if byte == "\0":
            return s
        if byte == "(":
            if len(self.captures) >= 32:
                raise LuaError("too many captures")
            self.captures.append((s, -1))
            end = self.match(s, p + 1)
            if end is None:
                self.captures.pop()
            return end
        if byte == ")":
            return self.close(s, p)
        if byte == "%" and following in "0123456789":
            level = int(following) - 1
            if not 0 <= level < len(self.captures) or self.captures[level][1] < 0:
                raise LuaError("invalid capture index")
            start, end = self.captures[level]
            text = self.subject[start:end]
            return self.match(s + len(text), p + 2) if self.subject[s : s + len(text)] == text else None
        if byte == "%" and following == "b":
            after = self.balance(s, p + 2)
            return None if after is None else self.match(after, p + 4)
        if byte == "$" and following == "\0":
            return s if s == len(self.subject) else None
        return self.item(s, p)

    def close(self, s: int, p: int) -> int | None:
        opened = [level for level, (_, end) in enumerate(self.captures) if end < 0]
        if not opened:
            raise LuaError("invalid pattern capture")
        level = opened[-1]
        self.captures[level] = (self.captures[level][0], s)
        end = self.match(s, p + 1)
        if end is None:
            self.captures[level] = (self.captures[level][0], -1)
        return end

    def balance(self, s: int, p: int) -> int | None:
        opening, closing = self.pattern[p], self.pattern[p + 1]
        if "\0" in (opening, closing):
            raise LuaError("unbalanced pattern")
        if self.subject[s : s + 1] != opening:
            return None
        depth = 1
        for position in range(s + 1, len(self.subject)):
            if self.subject[position] == closing:
                depth -= 1
                if depth == 0:
                    return position + 1
            elif self.subject[position] == opening:
                depth += 1
        return None

    def item(self, s: int, p: int) -> int | None:
        after = self.end_of_class(p)
        repetition = self.pattern[after]
        if repetition == "?":
            end = self.match(s + 1, after + 1) if self.is_single(s, p, after) else None
            return self.match(s, after + 1) if end is None else end
        if repetition in {"*", "+"}:
            count = 0
            while self.is_single(s + count, p, after):
                count += 1
            while count >= (1 if repetition == "+" else 0):
                end = self.match(s + count, after + 1)
                if end is not None:
                    return end
                count -= 1
            return None
        if repetition == "-":
            while True:
                end = self.match(s, after + 1)
                if end is not None:
                    return end
                if not self.is_single(s, p, after):
                    return None
                s += 1
        return self.match(s + 1, after) if self.is_single(s, p, after) else None

    def end_of_class(self, p: int) -> int:
        byte = self.pattern[p]
        p += 1
        if byte == "%":
            if self.pattern[p] == "\0":
                raise LuaError("malformed pattern (ends with `%')")
            return p + 1
        if byte == "[":
            if self.pattern[p] == "^":
                p += 1
            while True:
                if self.pattern[p] == "\0":
                    raise LuaError("malformed pattern (missing `]')")
                p += 2 if self.pattern[p] == "%" and self.pattern[p + 1] != "\0" else 1
                if self.pattern[p] == "]":
                    return p + 1
        return p

    def is_single(self, s: int, p: int, after: int) -> bool:
        if s >= len(self.subject):
            return False
        code, byte = ord(self.subject[s]), self.pattern[p]
        if byte == ".":
            return True
        if byte == "%":
            return in_class(code, self.pattern[p + 1])
        if byte == "[":
            return self.in_set(code, p, after - 1)
        return ord(byte) == code

    def in_set(self, code: int, p: int, bracket: int) -> bool:
        inside = True
        if self.pattern[p + 1] == "^":
            inside = False
            p += 1
        p += 1
        while p < bracket:
            if self.pattern[p] == "%":
                p += 1
                if p < bracket and in_class(code, self.pattern[p]):
                    return inside
            elif self.pattern[p + 1] == "-" and p + 2 < bracket:
                p += 2
                if ord(self.pattern[p - 2]) <= code <= ord(self.pattern[p]):
                    return inside
            elif ord(self.pattern[p]) == code:
                return inside
            p += 1
        return not inside

    def groups(self) -> tuple[str, ...]:
        if any(end < 0 for _, end in self.captures):
            raise LuaError("unfinished capture")
        return tuple(self.subject[start:end] for start, end in self.captures)


def in_class(code: int, letter: str) -> bool:
    test = CLASS_LETTERS.get(letter.lower())
    if test is None:
        return ord(letter) == code
    return test(code) == (letter == letter.lower())


def plain_find(subject: str, pattern: str, start: int) -> object:
    anchored = pattern.startswith("^")
    for origin in range(start, start + 1 if anchored else len(subject) + 1):
        matcher = PlainMatcher(subject, pattern)
        end = matcher.match(origin, 1 if anchored else 0)
        if end is not None:
            return (origin, end), matcher.groups()
    return None


def plain_gsub(subject: str, pattern: str, template: str, limit: int) -> tuple[str, int]:
    anchored = pattern.startswith("^")
    position = count = 0
    result = ""
    while count < limit:
        matcher = PlainMatcher(subject, pattern)
        end = matcher.match(position, 1 if anchored else 0)
        if end is not None:
            count += 1
            result += plain_insert(template, matcher)
        if end is not None and end > position:
            position = end
        elif position < len(subject):
            result += subject[position]
            position += 1
        else:
            break
        if anchored:
            break
    return result + subject[position:], count


def plain_insert(template: str, matcher: PlainMatcher) -> str:
    result = ""
    index = 0
    while index < len(template):
        byte = template[index]
        if byte == "%":
            index += 1
            byte = (template + "\0")[index]
            if byte in "0123456789":
                level = int(byte) - 1
                if not 0 <= level < len(matcher.captures) or matcher.captures[level][1] < 0:
                    raise LuaError("invalid capture index")
                start, end = matcher.captures[level]
                byte = matcher.subject[start:end]
        result += byte
        index += 1
    return result


def outcome(function: object, *arguments: object) -> object:
    """What the function returns, or what its LuaError says."""
    try:
        return function(*arguments)  # type: ignore[operator]  # whatever is under test
    except LuaError as error:
        return f"error: {error}"


def seen(found: Found | None) -> object:
    return None if found is None else (found.span(), found.groups())


single = st.sampled_from([*"ab]^-$%).0", ".", "%a", "%d", "%s", "%W", "%.", "%%", "%]", "[ab]", "[^a]", "[a-]", "[]b]"])
single_or_set = single | st.builds("[{}{}]".format, st.sampled_from(["", "^"]), st.text("ab]^-%d0", max_size=4))
repeated = st.builds(str.__add__, single_or_set, st.sampled_from(["", "", "", "*", "+", "-", "?"]))
item = repeated | st.sampled_from(["(", ")", "(", ")", "()", "(a*)", "(.-)", "%1", "%2", "%b()", "%bab", "%baa", "$"])
well_formed = st.builds(
    "".join,
    st.lists(repeated | st.builds("({})".format, repeated) | st.sampled_from(["()", "$"]), max_size=5),
)
tangled = st.builds("".join, st.lists(item, max_size=6))
noise = st.text("ab()[]^$%*+-?.1b0d", max_size=7)
patterns = st.builds(str.__add__, st.sampled_from(["", "", "^"]), well_formed | tangled | noise)
subjects = st.text("aab()]-$%0 \0\xe9", max_size=10)
templates = st.text("x%12", max_size=5)


@given(subjects, patterns, st.integers(0, 10))
def test_find_agrees_with_plain_matcher(subject: str, pattern: str, start: int) -> None:
    start = min(start, len(subject))
    expected = outcome(plain_find, subject, pattern, start)
    assert outcome(lambda: seen(Pattern(pattern).find(subject, start))) == expected


@given(subjects, patterns, st.integers(0, 10))
def test_our_matcher_agrees_with_plain_matcher(subject: str, pattern: str, start: int) -> None:
    start = min(start, len(subject))
    anchored = pattern.startswith("^")
    row = Row(pattern[1:] if anchored else pattern)
    found = outcome(lambda: seen(Matcher(row.items, anchored=anchored).find(subject, start)))
    assert found == outcome(plain_find, subject, pattern, start)


@given(subjects, patterns, templates, st.integers(-1, 12))
def test_gsub_agrees_with_plain_matcher(subject: str, pattern: str, template: str, limit: int) -> None:
    replaced = outcome(lambda: gsub(subject, pattern, template, float(limit)))
    assert replaced == outcome(plain_gsub, subject, pattern, template, limit)


@given(st.builds("[{}]".format, st.text("az%-^]dW\xff\x01", min_size=1, max_size=6)))
def test_sets_agree_on_all_bytes(pattern: str) -> None:
    compiled = Pattern(pattern)
    for byte in map(chr, range(256)):
        assert outcome(lambda byte=byte: seen(compiled.find(byte, 0))) == outcome(plain_find, byte, pattern, 0)
