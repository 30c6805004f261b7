"""Explanations: for every message that there is, with the values at the place."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

import luashell
import luasocket_core
from luashell.netlib import wording as netlib_wording
from luashell.repl.help.chapters import libraries, method_libraries
from luashell.repl.why import language, library, protocols, sockets, syntax, system
from luashell.repl.why.explaining import explain, is_returned_message
from luashell.runtime import wording
from luasocket_core import default_network, errors
from tests.repl.prompts import Prompt

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLES: Final = (syntax, language, library, system, sockets, protocols)
ROOTS: Final = (Path(luashell.__file__).parent, Path(luasocket_core.__file__).parent)
ROOMS: Final = ("syntax", "runtime", "binding", "stdlib", "netlib", "net", "wire", "proto", "codegen")
REFUSALS: Final = (
    "LuaError", "_RefusedError", "ScopeError", "SocketUsageError", "ConversationError", "UrlError", "error", "refusal",
)  # fmt: skip
"""What is called with a message as its first argument."""
ARGUMENT_ERRORS: Final = {"bad_argument": 1, "check": 2, "wrong_type": 2}
"""What is called with the words in the parentheses of ``bad argument``, and at which place."""
SAMPLE: Final = "sample"


def sentence_of(node: ast.expr) -> str | None:
    """The text of a string, with something in place of what it is filled with."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else SAMPLE for part in node.values)
    return None


def sentences_in(file: Path) -> Iterator[str]:
    """The messages that a file makes by itself."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in REFUSALS and node.args and (sentence := sentence_of(node.args[0])) is not None:
            yield sentence
        position = ARGUMENT_ERRORS.get(name)
        if position is not None and len(node.args) > position:
            words = sentence_of(node.args[position])
            if words is not None:
                expected = f"{words} expected, got {SAMPLE}" if name == "wrong_type" else words
                yield f"bad argument #1 to `{SAMPLE}' ({expected})"


SOURCES: Final = [
    file for root in ROOTS for file in sorted(root.rglob("*.py")) if file.relative_to(root).parts[0] in ROOMS
]
RAISED: Final = sorted({sentence for file in SOURCES for sentence in sentences_in(file) if " " in sentence})
NAMED: Final = sorted(
    {
        value
        for module in (wording, netlib_wording)
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str) and name not in ("CALL", "INDEX", "ARITHMETIC", "CONCAT")
    }
)
TYPES: Final = ("nil", "number", "string", "table", "function", "userdata")
OPERANDS: Final = [
    wording.bad_operand(operation, source, kind)
    for operation in (wording.CALL, wording.INDEX, wording.ARITHMETIC, wording.CONCAT)
    for source in (None, "global `x'", "local `x'", "field `x'")
    for kind in TYPES
] + [wording.cannot_compare(left, right) for left in TYPES for right in TYPES]
SOCKET_WORDS: Final = (
    [words for words, _, _ in errors._WORDS]
    + [
        outcome.error
        for outcome in (errors.Outcome.TIMEOUT, errors.Outcome.CLOSED, errors.Outcome.REFUSED)
        if outcome.error
    ]
    + ["listen error", "unknown error"]
)
OF_FUNCTIONS: Final = sorted(
    {
        error
        for chapter in (*libraries(), *method_libraries())
        for entry in chapter
        for error in entry.errors
        if error != "the server's reply"  # any words at all
    }
)


COMPOSED: Final = {
    "`sample' expectedsample",
    "bad argument #sample to `sample' (sample)",
    "sample (sample)",
    "sample (too many arguments)",
}
"""What messages are composed of, but no message itself: the words that it is made of are among the others."""


def test_there_are_messages() -> None:
    assert len(RAISED) > 60
    assert {*RAISED} >= COMPOSED
    assert "<eof> expected" in RAISED
    assert len(OF_FUNCTIONS) > 40


@pytest.mark.parametrize(
    "message", [*(each for each in RAISED if each not in COMPOSED), *NAMED, *OPERANDS, *SOCKET_WORDS, *OF_FUNCTIONS]
)
def test_every_message_has_an_explanation(message: str) -> None:
    explanation = explain(message)
    assert explanation is not None
    assert explanation.meaning
    assert "{" not in explanation.meaning


@pytest.mark.parametrize("problem", ["`then' expected", "`)' expected", "`end' expected (to close `if' at line 1)"])
def test_every_missing_token_has_an_explanation(problem: str) -> None:
    assert explain(problem) is not None


def examples() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every entry of the tables: a message that it is for, its meaning and its fixes."""
    for table in TABLES:
        for pattern, meaning, *fixes in table.EXPLANATIONS:
            yield re.sub(r"\{\w+\}", SAMPLE, pattern), meaning, tuple(fixes)


@pytest.mark.parametrize(("message", "meaning", "fixes"), [*examples()])
def test_explanations_are_found_and_are_sentences(message: str, meaning: str, fixes: tuple[str, ...]) -> None:
    explanation = explain(message)
    assert explanation is not None
    assert re.sub(r"\{\w+\}", SAMPLE, meaning) == explanation.meaning
    assert fixes
    for sentence in (explanation.meaning, *explanation.fixes):
        assert sentence.endswith((".", "?", ".?!", SAMPLE, "/")) or sentence[-1] in "})"


def test_no_explanation_for_what_is_unknown() -> None:
    assert explain("no such message at all") is None
    assert explain("") is None


@pytest.mark.parametrize(
    ("text", "is_returned"),
    [("timeout", True), ("connection refused", True), ("file error", True), ("hello", False), ("", False)],
)
def test_returned_messages(text: str, is_returned: bool) -> None:
    assert is_returned_message(text) is is_returned


# ---- the command


def why(prompt: Prompt, *entries: str) -> str:
    for entry in entries:
        prompt.answer(entry)
    return prompt.answer(":why")


def test_nothing_to_explain(prompt: Prompt) -> None:
    assert prompt.answer(":why") == "there was no error in this session; :why MESSAGE explains a message\n"


def test_values_of_the_names_in_the_place(prompt: Prompt) -> None:
    text = why(prompt, "host = 'localhost' t = {port = {}}", "connect(host, t.port + 1)")
    assert text.startswith("attempt to perform arithmetic on field `port' (a table value)\n")
    assert "\n  t.port = {}\n  t = {port = {}}\n" in text
    assert "The field port is a table that does not stand for a number." in text


def test_values_of_locals_and_upvalues(prompt: Prompt) -> None:
    prompt.answer("function make(up)\nreturn function (a)\nlocal b = 'seen'\nreturn a .. b .. %up .. a\nend\nend")
    text = why(prompt, "make({})('arg')")
    assert '\n  a = "arg"\n  b = "seen"\n  up = {}\n' in text


def test_where_a_nil_came_from(prompt: Prompt) -> None:
    text = why(prompt, "s, message = connect('127.0.0.1', 1)", "s:receive()")
    assert "\n  s = nil\n  s, message = connect('127.0.0.1', 1)\n" in text
    assert 'connect gives nil and a message when it fails: here message is "connection refused"' in text.replace(
        "\n    ", " "
    )


def test_where_a_nil_came_from_when_its_message_was_dropped(prompt: Prompt) -> None:
    text = why(prompt, "s = connect('127.0.0.1', 1)", "s:receive()").replace("\n    ", " ")
    assert "connect gives nil and a message when it fails: the last attempt was 127.0.0.1:1: connection refused" in text
    text = why(prompt, "f = openfile('/nonexistent/file', 'r')", "f.x.y = 1").replace("\n    ", " ")
    assert "to see it, write  f, message = openfile(...)" in text


def test_attempts_that_succeed_are_no_causes(prompt: Prompt) -> None:
    prompt.answer("connect('127.0.0.1', 1) server = bind('127.0.0.1', 0)")
    assert prompt.session.attempts.failed == ""
    prompt.answer("connect('127.0.0.1', 1)")
    assert prompt.session.attempts.failed == "127.0.0.1:1: connection refused"


def test_listening_to_the_network_ends_with_the_state() -> None:
    listeners = default_network().events.listeners
    made = Prompt()
    made.answer("connect('127.0.0.1', 1)")
    made.session.reset()
    made.answer("connect('127.0.0.1', 1)")
    assert made.session.attempts.failed
    made.session.close()
    assert default_network().events.listeners == listeners


def test_local_of_the_same_entry(prompt: Prompt) -> None:
    text = why(prompt, "local s = connect('127.0.0.1', 1)\ns:receive()")
    assert "\n  local s = connect('127.0.0.1', 1)\n    s was assigned here" in text


def test_returned_message_with_the_call_that_gave_it(prompt: Prompt) -> None:
    text = why(prompt, "port = 1", "connect('127.0.0.1', port)")
    assert text.startswith('connection refused\n  connect("127.0.0.1", 1)\n    127.0.0.1:1: connection refused\nThe')


def test_message_in_words(prompt: Prompt) -> None:
    assert prompt.answer(':why "timeout"') == prompt.answer(":why timeout")
    assert "time limit" in prompt.answer(":why timeout")
    assert "program's own" in prompt.answer(":why whatever")


def test_error_of_the_program_itself(prompt: Prompt) -> None:
    assert "The program raised this error itself" in why(prompt, "error('mine')")


def test_error_that_was_caught_is_explained_too(prompt: Prompt) -> None:
    assert why(prompt, "dostring('f()')").startswith("attempt to call global `f' (a nil value)\n  f()\n")


def test_syntax_error(prompt: Prompt) -> None:
    text = why(prompt, "x = = 1")
    assert text.startswith("<expression> expected\n  x = = 1\n      ^\nA value must stand here")


def test_suggestion_comes_first(prompt: Prompt) -> None:
    assert "What may help\n  - Did you mean print?\n" in why(prompt, "prnit(1)")


def test_lines_keep_to_the_width(prompt: Prompt) -> None:
    prompt.session.width = 50
    text = why(prompt, "s = connect('127.0.0.1', 1)", f"s.{'x' * 100} = strlen('{'y' * 100}')")
    assert max(map(len, text.splitlines()[1:])) <= 50


def test_explaining_calls_no_tag_method(prompt: Prompt) -> None:
    prompt.answer("t = settag({}, newtag()) calls = 0")
    prompt.answer("settagmethod(tag(t), 'index', function () calls = calls + 1 end)")
    why(prompt, "t.x.y = 1")
    assert prompt.answer("calls") == "1\n"  # the program's own reading


def test_huge_message_is_cut(prompt: Prompt) -> None:
    prompt.answer("error(strrep('spam ', 2000000))")
    assert len(prompt.answer(":why")) < 2000
    assert prompt.session.last_error is not None
    assert len(prompt.session.last_error.message) <= 10_000
