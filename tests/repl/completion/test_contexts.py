"""What is offered where: a table for each context."""

import os
from pathlib import Path

import pytest

from luashell.lab import Lab
from luashell.repl.completion.candidates import FIELD, KEYWORD, LOCAL
from luashell.repl.session import Session
from tests.repl.completion.sessions import at_cursor, entries_after, texts


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("pri", ["print"]),
        ("x = pri", ["print"]),
        ("f(a, pri|)", ["print"]),
        ("acc", ["account", "accept"]),  # the program's own first
        ("tinse", ["tinsert"]),  # a chapter that nobody has asked for
        ("http_g", ["http_get"]),
        ("nosuchname", []),
    ],
)
def test_globals(session: Session, text: str, offered: list[str]) -> None:
    assert texts(session, text) == offered


def test_names_that_begin_with_an_underscore_come_last(session: Session) -> None:
    own = [each.name for each in at_cursor(session, "return ")][:7]
    assert own == ["account", "add", "loop", "nested", "noted", "_hidden", "abs"]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("ADD", ["add"]),  # in another case
        ("udps", ["udpsocket"]),
        ("usock", ["udpsocket"]),  # the letters in this order
        ("str", [f"str{end}" for end in ("byte", "char", "find", "len", "lower", "rep", "sub", "upper")]),
    ],
)
def test_what_fits_what_was_typed(session: Session, text: str, offered: list[str]) -> None:
    assert texts(session, text) == offered


def words(session: Session, text: str) -> set[str]:
    return {each.text for each in at_cursor(session, text) if each.kind == KEYWORD}


STATEMENTS = {"do", "for", "function", "if", "local", "repeat", "return", "while"}
OPERANDS = {"function", "nil", "not"}


@pytest.mark.parametrize(
    ("text", "reserved"),
    [
        ("", STATEMENTS | OPERANDS),
        ("x = ", OPERANDS),
        ("x = 1 ", STATEMENTS | {"and", "or"}),
        ("x = (1 ", {"and", "or"}),
        ("if ", OPERANDS),
        ("if x ", {"and", "or", "then"}),
        ("if x then ", STATEMENTS | {"else", "elseif", "end"}),
        ("if x then f() else ", STATEMENTS | {"end"}),
        ("if x then f() elseif y ", {"and", "or", "then"}),
        ("while x ", {"and", "or", "do"}),
        ("while x do ", STATEMENTS | {"break", "end"}),
        ("while x do break ", {"end"}),
        ("while x do f(function () ", STATEMENTS | {"end"}),  # the loop is not that function's
        ("repeat ", STATEMENTS | {"break", "until"}),
        ("repeat x = 1 until ", OPERANDS),
        ("for k, v ", {"in"}),
        ("for k, v in t ", {"and", "or", "do"}),
        ("for i = 1, 2 ", {"and", "or", "do"}),
        ("function f() return ", OPERANDS | {"end"}),
        ("f(", OPERANDS),
        ("f(x ", {"and", "or"}),
        ("t = {1, ", OPERANDS),
        ("x = y\n", STATEMENTS | {"and", "or"}),
        ("do end ", STATEMENTS | {"and", "or"}),
        ("t.", set()),
        ("local ", set()),
    ],
)
def test_reserved_words(session: Session, text: str, reserved: set[str]) -> None:
    assert words(session, text) == reserved


def locals_in(session: Session, text: str) -> dict[str, str]:
    return {each.text: each.meaning for each in at_cursor(session, text) if each.kind == LOCAL}


@pytest.mark.parametrize(
    ("text", "in_sight"),
    [
        ("local one, two = 1, 2; x = ", {"one": "local", "two": "local"}),
        ("local one\ndo local two end x = ", {"one": "local"}),
        ("do local one end x = ", {}),
        ("function f(a, b) return ", {"a": "parameter", "b": "parameter"}),
        ("function f(a, ...) return ", {"a": "parameter", "arg": "further arguments, a table"}),
        ("function t:m(a) return ", {"self": "parameter", "a": "parameter"}),
        ("function f(a) end x = ", {}),
        ("function f(a) return function (b) return ", {"b": "parameter"}),  # a only as %a
        ("for i = 1, 2 do x = ", {"i": "local of the loop"}),
        ("for k, v in t do x = ", {"k": "local of the loop", "v": "local of the loop"}),
        ("for i = 1, 2 do end x = ", {}),
        ("for k, v in ", {}),
        ("for i = 1, ", {}),
        ("if a then local one else x = ", {}),
        ("repeat local one until x == ", {}),
        ("local one = {f(", {"one": "local"}),
    ],
)
def test_locals(session: Session, text: str, in_sight: dict[str, str]) -> None:
    assert locals_in(session, text) == in_sight


def test_local_hides_a_global_and_comes_first(session: Session) -> None:
    offered = at_cursor(session, "local account, acid = 1, 2; x = ac")
    assert [(each.text, each.kind == LOCAL) for each in offered] == [
        ("account", True), ("acid", True), ("accept", False), ("acos", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("function factorial(n) return n * facto", ["factorial"]),
        ("counted = 0\nfunction f() coun", ["counted"]),
        ("function f() end counting = f; coun", ["counting"]),
        ("one.counted = 0; counte", []),  # a field
        ("x = {counted = 0}; counte", []),
        ("local counted = 0; coun", ["counted"]),
    ],
)
def test_globals_that_the_text_itself_assigns(session: Session, text: str, offered: list[str]) -> None:
    assert texts(session, text) == offered


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("function f(alpha) return function () return %al", ["alpha"]),
        ("function f(alpha) local alps; return function (albedo) return %al", ["alpha", "alps"]),
        ("function f() return %acco", ["account"]),
        ("x = %acco", []),  # no function around
    ],
)
def test_upvalues(session: Session, text: str, offered: list[str]) -> None:
    assert texts(session, text) == offered


@pytest.mark.parametrize(
    "text", ["local acc", "local a, acc", "for acc", "for k, acc", "function f(acc", "f(function (a, acc"]
)
def test_new_names_are_not_completed(session: Session, text: str) -> None:
    assert texts(session, text) == []


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("account.", ["account.balance", "account.deposit", "account.owner", 'account["end"]', 'account["opened on"]']),
        ("account.ba", ["account.balance"]),
        ("x = account . ba", ["x = account . balance"]),
        ("nested[2].c.deep.ow", ["nested[2].c.deep.owner"]),
        ('nested["a b"].', ['nested["a b"].inside']),
        ("nested['a b'].", ["nested['a b'].inside"]),
        ("account.op", ['account["opened on"]']),
        ("loop.loop.loop.", ["loop.loop.loop.loop"]),
        ("function account.", ["function account.balance", "function account.deposit", "function account.owner",
                               'function account["end"]', 'function account["opened on"]']),
        ("nosuch.", []),
        ("account.owner.", []),
        ("print.", []),
        ("f().", []),
        ("a..acc", ["a..account", "a..accept"]),
        ("local account; account.", []),  # not the global
    ],
)  # fmt: skip
def test_fields(session: Session, text: str, entries: list[str]) -> None:
    assert entries_after(session, text) == entries


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("account:", ["deposit"]),
        ("account:de", ["deposit"]),
        ("account:ba", []),  # no function
        ("add:", []),
        ("account.owner:", []),
    ],
)
def test_methods(session: Session, text: str, offered: list[str]) -> None:
    assert texts(session, text) == offered


def test_methods_of_a_socket_with_their_meanings(session: Session) -> None:
    session.state.load('server = bind("127.0.0.1", 0)', "=test")()
    offered = {each.text: each.meaning for each in at_cursor(session, "server:")}
    assert list(offered) == ["accept", "close", "getsockname", "poll", "timeout"]
    assert offered["accept"] == "Waits for the next connection."
    assert texts(session, "server.") == []  # methods are called with a colon, and what makes it a socket is hidden
    session.state.load("server.visits = 1", "=test")()
    assert texts(session, "server.") == ["visits"]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("local t = {}\nt.", []),
        ("local t = {}\nt:", []),  # a table, no socket
        ("t = {}\nt:", []),
        ("local t = {one = 1, two = {inner = 2}; three = 3}\nt.", ["one", "three", "two"]),
        ("t = {1, 2; one = 1}\nt.", ["one"]),
        ("t = {f = function (a, b) local c, d = 1, 2 end, one = 1}\nt.", ["f", "one"]),
        ("t = {f = function (a) if a then a = {b = 1} end end, one = 1}\nt:", ["f"]),
        ("local t = {}\nt.one = 1\nfunction t:run() end\nt.", ["one", "run"]),
        ("local t = {}\nt.one = 1\nfunction t:run() end\nt.step = function () end\nt:", ["run", "step"]),
        ("function f(t) t.one = t.two + t.o", ["one"]),
        ("function f(s) s.one = 1; s:recei", ["receive", "receivefrom"]),
        ("account.savings = 1; account.", ["balance", "deposit", "owner", '["end"]', '["opened on"]', "savings"]),
        ("x.t = {one = 1}\nt.", []),
        ("t = {one = 1}\nx.t.", []),
    ],
)
def test_fields_that_the_text_itself_gives(session: Session, text: str, offered: list[str]) -> None:
    assert texts(session, text) == offered


@pytest.mark.parametrize("text", ["local s = f(); s:rec", "function serve(client) client:rec", "new:rec", "f():rec"])
def test_methods_of_what_cannot_be_known_are_those_of_sockets(session: Session, text: str) -> None:
    assert texts(session, text) == ["receive", "receivefrom"]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("nested[", ['nested["a b"]', "nested[1]", "nested[2]"]),
        ('nested["', ['nested["a b"]']),
        ('account["o', ['account["opened on"]', 'account["owner"]']),
        ("account['ow", ["account['owner']"]),
        ('account["ow|"]', ['account["owner"]']),
    ],
)
def test_keys(session: Session, text: str, entries: list[str]) -> None:
    assert [entry for entry in entries_after(session, text) if entry.endswith("]")] == entries
    assert all(each.kind == FIELD for each in at_cursor(session, text) if each.text.endswith("]"))


PATTERNS = ["*l", "*lu", "*a"]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ('receive(s, "', [f'{each}"' for each in PATTERNS]),
        ("receive(s, '", [f"{each}'" for each in PATTERNS]),
        ("receive(s, [[", [f"{each}]]" for each in PATTERNS]),
        ('receive(s, "|"', PATTERNS),
        ('receive(s, "*l', ['*l"', '*lu"']),
        ('receive(s, 5, "*l', ['*l"', '*lu"']),
        ('s:receive("*l', ['*l"', '*lu"']),
        ('receive("', []),
        ('receive(s, x .. "', []),
        ('print(receive(s, "*a', ['*a"']),
        ('poll(s, "', ['*r"', '*s"']),
        ('s:poll("', ['*r"', '*s"']),
        ('timeout(s, 5, "', ['b"', 'r"']),
        ('s:timeout(5, "', ['b"', 'r"']),
        ('read("', ['*l"', '*n"', '*w"', '*a"']),
        ('read(file, "*n', ['*n"']),
        ('openfile("x", "r', ['r"', 'r+"', 'rb"']),
        ('settagmethod(5, "get', ['gettable"', 'getglobal"']),
        ('gettagmethod(5, "un', ['unm"']),
        ('seek(file, "', ['set"', 'cur"', 'end"']),
        ('call(f, {}, "', ['x"']),
        ('getglobal("accou', ['account"']),
        ('http_request("P', ['POST"', 'PUT"']),
        ('bind("', ['*"', '127.0.0.1"']),
        ('connect("local', ['localhost"']),
        ('strfind(s, "%x', []),
        ('f("', []),
        ('x = "', []),
        ('{ "', []),
    ],
)
def test_strings_that_an_argument_can_be(session: Session, text: str, offered: list[str]) -> None:
    assert texts(session, text) == offered


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("receive(s, ", ['"*l"', '"*lu"', '"*a"', "1024"]),
        ("s:receive(", ['"*l"', '"*lu"', '"*a"', "1024"]),
        ("poll(s, ", ['"*r"', '"*s"']),
        ("print(", []),
        ("receive(s, {", []),
    ],
)
def test_literals_before_a_quote_is_typed(session: Session, text: str, offered: list[str]) -> None:
    assert [each for each in texts(session, text) if not each.isidentifier()] == offered


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ('strfind(s, "a%', 'strfind(s, "a%d'),
        ('gsub(s, "%', 'gsub(s, "%w'),
        ('format("%', 'format("%q'),
    ],
)
def test_what_a_percent_sign_begins(session: Session, text: str, entry: str) -> None:
    assert entry in entries_after(session, text)


def test_names_of_the_environment(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUASHELL_TEST_NAME", "1")
    assert texts(session, 'getenv("LUASHELL_TEST_N') == ['LUASHELL_TEST_NAME"']


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with files, which is the current one."""
    (tmp_path / "program.lua").write_text("x = 1")
    (tmp_path / "progress").mkdir()
    (tmp_path / "progress" / "one.txt").write_text("12345")
    (tmp_path / ".hidden").write_text("")
    (tmp_path / 'odd "\\ name').write_text("")
    (tmp_path / "café").write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ('dofile("prog', ['program.lua"', "progress/"]),
        ("dofile('program", ["program.lua'"]),
        ('dofile "progr', ['program.lua"', "progress/"]),
        ('dofile("prog|")', ["program.lua", "progress/"]),
        ('readfrom("progress/', ['progress/one.txt"']),
        ('openfile("progress/o', ['progress/one.txt"']),
        ('rename("x", "progress/o', ['progress/one.txt"']),
        ('dofile(".', ['.hidden"']),
        ('dofile("odd', [r'odd \"\\ name"']),
        (r'dofile("odd \"\\', [r'odd \"\\ name"']),
        ("dofile('odd", ["odd \"\\\\ name'"]),
        ('dofile("caf', ['café"']),
        ('dofile("no/such/folder/', []),
        ('dofile("\\0', []),
        ('print("prog', []),
    ],
)
def test_names_of_files(session: Session, folder: Path, text: str, offered: list[str]) -> None:
    assert texts(session, text) == offered


def test_files_are_described(session: Session, folder: Path) -> None:
    assert [each.meaning for each in at_cursor(session, 'dofile("pro')] == ["5 bytes", "folder"]


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX systems only")
def test_file_name_of_bytes_that_are_no_text(session: Session, folder: Path) -> None:
    (folder / os.fsdecode(b"bytes\xff")).write_text("")
    assert texts(session, 'dofile("by') == ['bytes\\255"']


def test_lab(session: Session) -> None:
    assert not [each for each in texts(session, 'connect("') if ".lab" in each]
    session.lab = Lab()
    try:
        session.lab.start("echo", "web")
        session.lab.map_names()
        offered = {each.text: each.meaning for each in at_cursor(session, 'connect("')}
        assert offered['echo.lab"'] == session.lab.servers["echo"].summary
        assert 'web.lab"' in offered
        assert 'mail.lab"' not in offered  # it does not run
        assert texts(session, 'connect("echo.lab", ')[:2] == ["7", "80"]
        assert texts(session, 'http_get("') == ['http://web.lab/"', 'http://"']
    finally:
        session.lab.close()


@pytest.mark.parametrize("text", ["-- pri", "x = 1 -- pri", '"pri', "[[pri", "'pri", "x = 3", "x = 3e", "1..", "# pri"])
def test_nothing_in_comments_strings_and_numerals(session: Session, text: str) -> None:
    assert texts(session, text) == []


def test_text_behind_a_comment_or_a_broken_string(session: Session) -> None:
    assert texts(session, '-- "note\npri') == ["print"]
    assert texts(session, 'x = "broken\npri') == ["print"]
    assert texts(session, "x = $ ~ pri") == ["print"]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        (":q", [":quit"]),
        (":lo", [":load "]),  # it takes an argument
        (":trace ", ["on", "off"]),
        (":trace of", ["off"]),
        (":time pri", ["print"]),  # takes Lua
        (":time account.ow", ["owner"]),
        (":nosuch ", []),
        (":quit x", []),
        (":vars\npri", ["print"]),
        (":vars\n:lo", [":load "]),
        (":lab start", ["start"]),
        (":lab start ech", ["echo"]),
        (":load prog", ["program.lua", "progress/"]),
        (":run progress/", []),
        ("?print\n?strle", ["strlen"]),
    ],
)
def test_commands(session: Session, folder: Path, text: str, offered: list[str]) -> None:
    assert texts(session, text) == offered


def test_commands_say_what_they_do(session: Session) -> None:
    offered = {each.text: each.meaning for each in at_cursor(session, ":")}
    assert offered[":quit"] == "ends the session, as Ctrl-D does"


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("?strl", "?strlen"),
        ("? strl", "? strlen"),
        ("?acco", "?account"),
        ("?whi", "?while"),
        ("?:tra", "?:trace"),
        ("?account:de", "?account:deposit"),
        ("?client:rec", "?client:receive"),
        ("??ad", "??add"),
    ],
)
def test_questions(session: Session, text: str, entry: str) -> None:
    assert entry in entries_after(session, text)


def test_only_functions_in_lua_have_a_source(session: Session) -> None:
    assert texts(session, "??") == ["add", "noted"]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("strlen", "Length of a string in bytes."),
        ("tinsert", "Inserts into a list, at the end or at a position; sets field n."),
        ("add", "function (first, second), bank.lua line 5"),
        ("noted", "function (...), bank.lua line 6"),
        ("account.deposit", "function (self, amount, ...), bank.lua line 3"),
        ("account.owner", '"Ada"'),
        ("account.balance", "10"),
        ("loop", "table, 1 entry"),
        ("account", "table, 5 entries"),
        ("while", "Runs a block again and again as long as the condition holds."),
    ],
)
def test_meaning(session: Session, text: str, meaning: str) -> None:
    assert next(each for each in at_cursor(session, text)).meaning == meaning


def test_long_string_is_shortened(session: Session) -> None:
    session.state.globals_set("novel", "x\n" * 5000)
    (candidate,) = at_cursor(session, "novel")
    assert len(candidate.meaning) < 80
    assert candidate.meaning.endswith("... (10000 bytes)")
