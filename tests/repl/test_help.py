"""Questions at the prompt: everything is answered, nothing of the program runs."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luashell import contents
from luashell.repl.commands import REGISTRIES
from luashell.repl.help import topics
from luashell.repl.help.catalogue import catalogue_for
from luashell.repl.help.chapters import SUBJECTS, libraries, method_libraries
from luashell.repl.help.layout import page
from luashell.repl.help.topics import METHOD
from luashell.repl.highlight.classes import MATHEMATICS
from luashell.repl.registry import CommandError
from luashell.repl.styled import ERROR, plain_text
from luashell.runtime.tags import EVENTS
from luashell.syntax.tokens import RESERVED
from luasocket_core import errors
from tests import library_reference
from tests.repl.prompts import Prompt

GLOBALS = (
    *contents.TABLES, *contents.TAGS, *contents.STRINGS, *contents.FILES, *contents.SYSTEM, *contents.SOCKETS,
    *contents.SOCKETS_FOR_TESTS, *contents.DEBUGGING,
)  # fmt: skip
SIGNS = ("+", "-", "*", "/", "^", "%", "=", "~=", "==", "<", ">", "<=", ">=", "(", ")", "{", "}", "[", "]", ";", ":",
         ",", ".", "..", "...", "--", "[[", "]]", '"', "'")  # fmt: skip
FORMATS = ("%d", "%s", "%q", "%x", "%f", "%a", "%A", "%b", "%1", "*l", "*a", "*n", "*w", "*lu", "*r", "*s")
SOCKET_ERRORS = (
    *(words for words, _, _ in errors._WORDS),
    *(
        outcome.error
        for outcome in vars(errors.Outcome).values()
        if isinstance(outcome, errors.Outcome) and outcome.error
    ),
    errors.words_for(errors.LISTEN, None),
    errors.words_for(errors.CONNECT, None),
)
COMMANDS = [command for registry in REGISTRIES for command in registry]

LINES = 22
"""Those of a terminal, without the question and the next prompt."""


@pytest.fixture(scope="module")
def asked() -> Iterator[Prompt]:
    """A prompt for questions that change nothing."""
    made = Prompt()
    yield made
    made.session.close()


@pytest.fixture(scope="module")
def globals_found(asked: Prompt) -> list[str]:
    return [str(name) for name in asked.session.state.globals.items()]


def is_answered(prompt: Prompt, question: str) -> bool:
    shown = prompt.styled(question)
    return bool(shown) and ERROR not in {kind for kind, _ in shown}


# ---- everything is known


@pytest.mark.parametrize("name", [*GLOBALS, *sorted(RESERVED), *EVENTS, *SIGNS, *FORMATS])
def test_word_is_known(name: str, asked: Prompt) -> None:
    assert is_answered(asked, f"?{name}")
    assert catalogue_for(REGISTRIES).named(name), "by its name, not by searching"


def test_every_global_of_a_new_state_is_known(asked: Prompt, globals_found: list[str]) -> None:
    assert not [name for name in globals_found if not catalogue_for(REGISTRIES).named(name)]


@pytest.mark.parametrize(
    "name", [f"{library.title}: {entry.name}" for library in method_libraries() for entry in library]
)
def test_method_is_known(name: str, asked: Prompt) -> None:
    method = name.rpartition(" ")[2]
    assert METHOD in {topic.kind for topic in catalogue_for(REGISTRIES).named(method)}
    assert f":{method}(" in asked.answer(f"?anything:{method}").splitlines()[0]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_command_is_known(command: object, asked: Prompt) -> None:
    name = command.name  # type: ignore[attr-defined]
    assert command.usage in asked.answer(f"?:{name}")  # type: ignore[attr-defined]
    assert command.usage in asked.answer(f":help :{name}")  # type: ignore[attr-defined]
    assert f":{name}" in asked.answer(":help")


@pytest.mark.parametrize("words", SOCKET_ERRORS)
def test_error_of_sockets_is_explained(words: str, asked: Prompt) -> None:
    shown = asked.answer(f'?"{words}"')
    assert shown.startswith(words)
    assert len(shown.splitlines()) >= 2
    assert is_answered(asked, f"?{words}")


@pytest.mark.parametrize(
    "text",
    sorted({text for library in (*libraries(), *method_libraries()) for entry in library for text in entry.errors}),
)
def test_error_of_functions_is_explained(text: str, asked: Prompt) -> None:
    assert asked.answer(f'?"{text}"').startswith(text[:40])


@pytest.mark.parametrize(
    "message",
    [
        "attempt to call global `f' (a nil value)",
        "attempt to index local `t' (a number value)",
        "attempt to compare two nil values",
        "bad argument #1 to `strlen' (string expected, got nil)",
        "stack overflow",
        "`end' expected",
    ],
)
def test_message_is_explained_as_it_was_reported(message: str, asked: Prompt) -> None:
    shown = asked.answer(f'?"{message}"')
    assert shown.startswith(message)
    assert len(shown.splitlines()) >= 2


def test_chapters_are_those_of_the_libraries() -> None:
    """All but that of the command lua4, which the prompt does not have."""
    described = {library.title for library in library_reference.libraries()}
    assert {library.title for library in (*libraries(), *method_libraries())} == described - {"Stand-alone interpreter"}
    assert SUBJECTS.keys() == described - {"Stand-alone interpreter"}


def test_related_questions_are_answered() -> None:
    catalogue = catalogue_for(REGISTRIES)
    assert not [
        (topic.question, name) for topic in catalogue.topics for name in topic.related if not catalogue.named(name)
    ]


def test_questions_are_those_of_one_topic() -> None:
    catalogue = catalogue_for(REGISTRIES)
    assert not [topic for topic in catalogue.topics if catalogue.named(topic.question)[0].question != topic.question]


# ---- what a page says


def test_page_of_a_function(asked: Prompt) -> None:
    assert asked.answer("?strsub") == (
        "strsub(s, i [, j])                                           function, Strings\n"
        "The bytes from i to j; j is the end unless given.\n"
        "gives: string\n"
        '  strsub("hello", 2, 4), strsub("hello", -3)  --> "ell", "llo"\n'
    )


def test_page_tells_errors_and_other_topics_of_the_name(asked: Prompt) -> None:
    shown = " ".join(asked.answer("?receive").split())
    assert "errors: invalid socket object; operation on closed socket; receive on server socket" in shown
    assert "also ?client:receive (method)" in shown
    assert "?event function" in asked.answer("?function")


@pytest.mark.parametrize("width", [40, 78, 200])
def test_pages_keep_to_the_width_and_to_a_screen(width: int) -> None:
    for topic in catalogue_for(REGISTRIES).topics:
        lines = plain_text(page(topic, width)).splitlines()
        texts = [line for line in lines if not line.startswith("  ") and line != topic.form]
        assert max(map(len, texts)) <= width or " " not in max(texts, key=len)
        assert len(lines) <= LINES or width < 78


def test_searches_keep_to_a_screen(asked: Prompt) -> None:
    for topic in catalogue_for(REGISTRIES).topics:
        if topic.kind == topics.ERROR:
            assert len(asked.answer(f"?{topic.question}").splitlines()) <= LINES


def test_overview_ends_with_how_to_ask(asked: Prompt) -> None:
    assert "How to ask" in asked.answer("?").splitlines()[-LINES:]


def test_width_is_that_of_the_session(prompt: Prompt) -> None:
    prompt.session.width = 40
    assert max(map(len, prompt.answer(":help").splitlines())) <= 40


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("?string.len", "Lua 4.0 writes strlen(s)\nstrlen(s) "),
        ("?math.fmod", "Lua 4.0 writes mod(x, y)\nmod(x, y) "),
        ("?pcall", "Lua 4.0 writes call("),
        ("?pairs", "Lua 4.0 writes for key, value in t do ... end\nfor i = first"),
        ("?!=", "Lua 4.0 writes a ~= b\na ~= b "),
        ("?#", "Lua 4.0 writes getn(t) or strlen(s)\ngetn(t) "),
        ("?true", "Lua 4.0 writes 1\n"),
        ("?coroutine.create", "Lua 4.0 has no coroutines\n"),
    ],
)
def test_later_versions_lead_to_this_one(question: str, answer: str, asked: Prompt) -> None:
    assert asked.answer(question).startswith(answer)


def test_misspelt_word(asked: Prompt) -> None:
    assert asked.answer("?prnit") == "nothing is known about prnit; did you mean print?\n"
    assert asked.answer("?qqqqqqq") == "nothing is known about qqqqqqq\n"


@pytest.mark.parametrize("question", ["?strlen()", '?strlen("lua")', "? strlen", "?STRLEN"])
def test_call_is_asked_about_like_its_function(question: str, asked: Prompt) -> None:
    assert asked.answer(question) == asked.answer("?strlen")


def test_subject_lists_its_functions(asked: Prompt) -> None:
    shown = asked.answer("?strings")
    assert all(f"\n  {name}(" in shown for name in contents.STRINGS)
    assert "getsockname" in asked.answer("?sockets")


def test_long_chapter_has_a_part_of_its_own(asked: Prompt) -> None:
    whole, part = asked.answer("?mathematics"), asked.answer("?angles")
    assert "see also ?angles" in whole
    assert "see also ?mathematics" in part
    assert all((f"\n  {name}(" in whole) != (f"\n  {name}(" in part) for name in MATHEMATICS)


@pytest.mark.parametrize(
    "question", ['?"No such file or directory"', '?"permission denied"', '?"BROKEN PIPE"', '?"Illegal seek"']
)
def test_what_the_system_says_of_files(question: str, asked: Prompt) -> None:
    first_line = asked.answer(question).splitlines()[0]
    assert first_line.endswith("error, files")
    assert first_line.lower().startswith(question.lower()[2:-1])


def test_one_letter_is_not_searched_for(prompt: Prompt) -> None:
    assert prompt.answer("?s") == "nothing is known about s\n"


def test_parts_of_a_known_name_are_not_taken_for_another(asked: Prompt) -> None:
    assert "did you mean" not in asked.answer("?lab.web")


def test_bare_question_is_help(asked: Prompt) -> None:
    assert asked.answer("?") == asked.answer(":help")


# ---- searching


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sends a mail", "?mail"),
        ("largest numeric key", "?getn"),
        ("without waiting", "?poll"),
        ("random", "?random"),
        ("processor time", "?clock"),
        ("lists open sockets", "?:socks"),
        ("frozen copies", "?%"),
        ("as few as possible", "?repetition"),
    ],
)
def test_search_finds(words: str, found: str, asked: Prompt) -> None:
    shown = asked.answer(f'?"{words}"').splitlines()
    assert any(line.strip().startswith(f"{found} ") for line in shown[:5]) or shown[0].startswith(found[1:])


def test_search_is_short(asked: Prompt) -> None:
    shown = asked.answer('?"string"').splitlines()
    assert len(shown) < 40
    assert "more" in shown[-1]


def test_search_without_quotes(asked: Prompt) -> None:
    assert "?tmpname" in asked.answer("?temporary")
    assert asked.answer('?"qqqq wwww"') == 'nothing about "qqqq wwww" is in the help\n'


# ---- what the session has


def test_variable(prompt: Prompt) -> None:
    prompt.answer("point = {x = 5}")
    assert prompt.answer("?point") == "point  a table of this session\n{x = 5}\n"
    assert prompt.answer("?point.x") == "point.x  a number of this session\n5\n"


def test_variable_with_the_name_of_a_topic(prompt: Prompt) -> None:
    prompt.answer("list = {}")
    assert prompt.answer("?list") == "list  a table of this session\n{}\nalso ?tables (subject)\n"


def test_socket_and_its_methods(prompt: Prompt) -> None:
    prompt.answer("s = bind('127.0.0.1', 0)")
    shown = prompt.answer("?s")
    assert shown.startswith("s  a socket of this session\ntcp server")
    assert "\n  s:accept() " in shown
    assert prompt.answer("?s:accept").startswith("s:accept()  ")
    prompt.answer("u = udpsocket()")
    assert prompt.answer("?u:receive").startswith("u:receive([size])  ")


def test_socket_keeps_to_the_width(prompt: Prompt) -> None:
    prompt.session.width = 40
    prompt.answer("s = bind('127.0.0.1', 0)")
    assert max(map(len, prompt.answer("?s").splitlines())) <= 40


def test_another_name_of_a_function(prompt: Prompt) -> None:
    prompt.answer("out = print")
    assert prompt.answer("?out").startswith("out is\nprint(...)")


def test_function_of_the_session(prompt: Prompt) -> None:
    prompt.answer("-- doubles a number\nfunction twice(n, ...) return 2 * n end")
    shown = prompt.answer("?twice").splitlines()
    assert shown[0] == "function twice(n, ...)  a function of this session"
    assert shown[1] == "doubles a number"
    assert "??twice" in shown[2]


def test_function_that_covers_one_of_the_library(prompt: Prompt) -> None:
    prompt.answer("function strlen(s) return 0 end")
    shown = prompt.answer("?strlen")
    assert shown.startswith("function strlen(s)")
    assert "Length of a string in bytes." in shown


@pytest.fixture(scope="module")
def trapped() -> Iterator[Prompt]:
    """A prompt whose program notices everything that runs it; ``s`` is the table to ask about."""
    made = Prompt()
    made.answer(
        """
        trap = newtag()
        function caught() print("caught") end
        for event, _ in {index = 1, gettable = 1, concat = 1, lt = 1, ["function"] = 1} do
          settagmethod(trap, event, caught)
        end
        s = {x = 5; 1, 2}
        s.s = settag(s, trap)
        settagmethod(tag(nil), "getglobal", caught)
        """
    )
    yield made
    made.session.state.close()


def test_nothing_of_the_program_runs(trapped: Prompt) -> None:
    trapped.answer("s.x")
    assert trapped.output.getvalue() == b"caught\n", "the trap works"
    trapped.output.seek(0)
    trapped.output.truncate()
    for question in ("?s", "?s.x", "?s.s.s:y", "??s", "??s.x", "?nosuch", "?nosuch.x", '?"s"', "?print", "??caught"):
        trapped.answer(question)
    assert trapped.output.getvalue() == b""
    assert trapped.errors.getvalue() == b""


questions = st.one_of(
    st.text(max_size=12),
    st.sampled_from(catalogue_for(REGISTRIES).names),
    st.builds("{}{}{}".format, st.sampled_from(("?", '"', "s", "s:", "s.", ":", "")), st.text(max_size=6), st.just("")),
    st.lists(
        st.sampled_from(("s", ".", ":", "?", '"', "'", " ", "x", "%", "{", "print", "\n", "\0", "é")), max_size=6
    ).map("".join),
)


@given(questions)
def test_every_question_has_an_answer(trapped: Prompt, question: str) -> None:
    shown = trapped.answer(f"?{question}")
    assert shown.endswith("\n")
    assert trapped.errors.getvalue() == trapped.output.getvalue() == b""


def test_help_of_nothing_known_is_a_command_error(asked: Prompt) -> None:
    from luashell.repl.help.answering import help_on

    with pytest.raises(CommandError, match="nothing is known"):
        help_on(asked.session, "qqqqqqq")
