"""The commands of the session, as entries that begin with a colon."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from luashell.repl.commands import REGISTRIES, command_named
from luashell.repl.commands.files import script_of
from luashell.repl.session import Ran
from tests.commands import LUASHELL
from tests.repl.prompts import Prompt


def completions(prompt: Prompt, entry: str) -> list[str]:
    """The arguments that are proposed for a command and the beginning of its argument."""
    name, _, argument = entry.removeprefix(":").partition(" ")
    command = command_named(name)
    assert command is not None
    assert command.completer is not None
    return [text for text, meaning in command.completer(prompt.session, argument) if meaning]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return tmp_path / "program.lua"


def test_every_command_says_what_it_does() -> None:
    commands = [command for registry in REGISTRIES for command in registry]
    assert all(command.usage.startswith(f":{command.name}") and command.summary for command in commands)
    assert len({command.name for command in commands}) == len(commands)


def test_unknown_command(prompt: Prompt) -> None:
    assert prompt.answer(":vras") == ":vras is no command; did you mean :vars?\n"
    assert prompt.answer(":frobnicate") == ":frobnicate is no command; :help lists them\n"


def test_beginning_of_a_command_is_enough(prompt: Prompt) -> None:
    assert prompt.answer(":va") == "no globals have been defined\n"


# ---- :load, :save, :run


def test_load_runs_a_file_in_the_session(prompt: Prompt, program: Path) -> None:
    program.write_text("x = 1\nprint('loaded')\n")
    assert prompt.answer(f":load {program}") == ""
    assert prompt.output.getvalue() == b"loaded\n"
    assert prompt.answer("x") == "1\n"


def test_load_reports_errors_as_usual(prompt: Prompt, program: Path) -> None:
    program.write_text("x = 1\nerror('oh')\n")
    prompt.answer(f":load {program}")
    assert prompt.errors.getvalue().startswith(b"error: oh\nstack traceback:\n")
    assert b"program.lua' at line 2" in prompt.errors.getvalue()


@pytest.mark.parametrize("command", [":load", ":run"])
def test_missing_file(prompt: Prompt, program: Path, command: str) -> None:
    assert prompt.answer(f"{command} {program}") == f"cannot read {program}: No such file or directory\n"
    assert prompt.answer(f"{command} {program.parent}") == f"cannot read {program.parent}: Is a directory\n"
    assert prompt.answer(command).startswith("which file? ")


def test_save_writes_what_ran_without_error(prompt: Prompt, program: Path) -> None:
    for entry in (
        "x = 'é\udcff'",
        "f()",
        "local y = 2 z = y",
        "x = = 1",
        "1 + 1",
        "print(x, z, y)",
        "return 5",
        ":vars",
    ):
        prompt.answer(entry)
    assert prompt.answer(f":save {program}") == f"5 entries written to {program}\n"

    other = Prompt()
    assert other.answer(f":run {program}") == ""
    assert (other.output.getvalue(), other.errors.getvalue()) == ("é".encode() + b"\xff\t2\tnil\n", b"")
    other.session.state.close()


def test_saved_program_runs_with_the_command(prompt: Prompt, program: Path) -> None:
    prompt.answer("for i = 1, 2 do\n  print(i)\nend")
    prompt.answer(f":save {program}")
    ended = subprocess.run([*LUASHELL, program], capture_output=True, check=True)
    assert ended.stdout == b"1\n2\n"


def test_save_does_not_overwrite(prompt: Prompt, program: Path) -> None:
    assert prompt.answer(f":save {program}") == "nothing has been run yet\n"
    program.write_text("precious")
    prompt.answer("x = 1")
    assert prompt.answer(f":save {program}") == f"{program} exists already; choose another name\n"
    assert program.read_text() == "precious"
    assert prompt.answer(f":save {program}/x").startswith(f"cannot write {program}/x: ")


@pytest.mark.parametrize(
    ("entry", "statement"),
    [
        ("x = 1", "x = 1"),
        ("f(x)", "f(x)"),
        ("1, 2", "do local _ = 1, 2 end"),
        ("local x = 1", "do\nlocal x = 1\nend"),
        ("return 1", "call(function ()\nreturn 1\nend, {})"),
        ("x = 1 -- note", "x = 1 -- note"),
        ("x -- note", "do local _ = x -- note\nend"),
        ("x;", "do local _ = x end"),
    ],
)
def test_entry_as_a_statement(entry: str, statement: str) -> None:
    assert script_of([Ran(entry)]) == f"{statement}\n"


def test_saved_program_makes_the_same_globals(prompt: Prompt, program: Path) -> None:
    loaded = program.with_name("loaded.lua")
    loaded.write_text("function twice(x) return 2 * x, 'two' end")
    entries = (
        f":load {loaded}", "twice(4);", "print(_1)", "x, word = _1 + 1, _2", "return x", "y = _1", "'a' -- note",
        "s = _1", "{1}", "t = _1 t[2] = 2",
    )  # fmt: skip
    for entry in entries:
        prompt.answer(entry)
    prompt.answer(f":save {program}")
    other = Prompt()
    for each in (prompt, other):
        if each is other:
            assert other.answer(f":load {program}") == ""
        assert each.answer("x, word, y, s, t").startswith('1: 9\n2: "two"\n3: 9\n4: "a"\n5: {1, 2}\n')
    assert other.output.getvalue() == b"8\n"


def test_run_has_a_state_of_its_own(prompt: Prompt, program: Path) -> None:
    prompt.answer("x = 'mine'")
    program.write_text("print(x, arg[0] ~= nil, arg[1], arg[2], arg.n) x = 'its'")
    prompt.answer(f":run {program} 'one word' two")
    assert prompt.output.getvalue() == b"nil\t1\tone word\ttwo\t2\n"
    assert prompt.answer("x") == '"mine"\n'


def test_exit_ends_only_the_program(prompt: Prompt, program: Path) -> None:
    program.write_text("print('before') exit(3) print('after')")
    assert prompt.answer(f":run {program}") == "program.lua ended with exit status 3\n"
    assert prompt.output.getvalue() == b"before\n"


def test_sockets_of_the_program_are_closed(prompt: Prompt, program: Path) -> None:
    program.write_text("s = bind('127.0.0.1', 0) print(type(s))")
    prompt.answer(f":run {program}")
    assert prompt.output.getvalue() == b"table\n"
    assert prompt.answer(":socks") == "no socket is open\n"


def test_unfinished_quotes(prompt: Prompt) -> None:
    assert prompt.answer(":run 'x") == "no closing quotation\n"


def test_files_are_completed(prompt: Prompt, program: Path) -> None:
    program.write_text("")
    (program.parent / "folder").mkdir()
    (program.parent / "other.txt").write_text("")
    folder = f"{program.parent}/"
    assert completions(prompt, f":load {folder}") == [f"{folder}folder/", f"{folder}program.lua"]
    assert completions(prompt, f":load {folder}p") == [f"{folder}program.lua"]
    assert completions(prompt, ":load /no/such/folder/") == []


# ---- :vars, :reset


def test_vars_lists_what_was_defined(prompt: Prompt) -> None:
    prompt.answer("text = 'x' number = 1 function f() end print = 3 t = {1, 2} gone = nil")
    prompt.answer("5 + 5")
    lines = prompt.answer(":vars").splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["f", "function"],
        ["number", "number"],
        ["print", "number"],
        ["t", "table"],
        ["text", "string"],
    ]
    assert lines[3].endswith("{1, 2}")
    assert prompt.answer(":vars te*").split() == ["text", "string", '"x"']
    assert prompt.answer(":vars z*") == "no global defined here is like z*\n"


def test_vars_shows_long_values_short_and_calls_nothing(prompt: Prompt) -> None:
    prompt.answer("s = strrep('x', 1000000)")
    prompt.answer("t = settag({}, newtag()) settagmethod(tag(t), 'index', function () called = 1 end)")
    assert all(len(line) < 100 for line in prompt.answer(":vars").splitlines())
    assert prompt.answer("called") == "nil\n"


def test_vars_of_the_library_that_was_used_are_not_listed(prompt: Prompt) -> None:
    prompt.answer("x = strlen('abc') + sin(0)")
    assert prompt.answer(":vars").split() == ["x", "number", "3"]


def test_reset_begins_anew(prompt: Prompt) -> None:
    prompt.answer("x = 1 s = bind('127.0.0.1', 0) print = 5")
    assert prompt.answer(":reset") == "a new state; 3 globals, 1 socket closed\n"
    assert prompt.answer("x, s") == "1: nil\n2: nil\n"
    assert prompt.answer(":socks") == "no socket is open\n"
    prompt.answer("print('works')")
    assert prompt.output.getvalue() == b"works\n"
    assert prompt.answer(":reset") == "a new state; 0 globals\n"


# ---- :time, :python


def test_time_tells_what_it_took(prompt: Prompt) -> None:
    cost = r"[0-9.]+ (?:s|ms|us)"
    pattern = rf"2\n{cost}, of the processor {cost}, waiting in sockets 0 us\n"
    assert re.fullmatch(pattern, prompt.answer(":time 1 + 1"))


def test_time_tells_of_waiting_in_sockets(prompt: Prompt) -> None:
    prompt.answer("s = bind('127.0.0.1', 0) s:timeout(0.05)")
    waited = re.search(r"waiting in sockets ([0-9.]+) ms\n", prompt.answer(":time s:accept()"))
    assert waited is not None
    assert float(waited[1]) >= 45


@pytest.mark.parametrize(("entry", "part"), [(":time", "what?"), (":time :vars", "only Lua"), (":time x = = 1", "")])
def test_time_of_what_cannot_be_timed(prompt: Prompt, entry: str, part: str) -> None:
    assert prompt.answer(entry).startswith(part)


def test_python_shows_what_a_function_became(prompt: Prompt) -> None:
    prompt.answer("function add(a, b) return a + b end")
    shown = prompt.answer(":python add")
    compile(shown, "shown", "exec")
    assert "def λ1(a·=None, b·=None" in shown


def test_python_of_an_inner_function(prompt: Prompt) -> None:
    prompt.answer("function outer(x) return function () return %x * 7 end end inner = outer(1)")
    assert "* 7.0" in prompt.answer(":python inner")
    assert "* 7.0" in prompt.answer(":python function (y) return y * 7 end")


@pytest.mark.parametrize(
    ("argument", "part"),
    [
        ("", "of which function?"),
        ("print", "print is written in Python"),
        ("1", "1 is no function but a number"),
        ("nil", "nil is no"),
    ],
)
def test_python_of_what_has_none(prompt: Prompt, argument: str, part: str) -> None:
    assert part in prompt.answer(f":python {argument}")


def test_python_of_a_wrong_expression_reports_the_error(prompt: Prompt) -> None:
    assert "^" in prompt.answer(":python x y")
    assert prompt.errors.getvalue().startswith(b"error: ")


# ---- :socks, :trace, :lab


def test_socks_lists_open_sockets(prompt: Prompt) -> None:
    assert prompt.answer(":socks") == "no socket is open\n"
    prompt.answer("server = bind('127.0.0.1', 0)")
    prompt.answer("\n\ncaller = connect(server:getsockname())")
    prompt.answer("udp = udpsocket() peer = server:accept() caller:send('hello')")
    prompt.session.width = 200
    lines = prompt.answer(":socks").splitlines()
    assert [re.sub(r"^#\d+ |127\.0\.0\.1:\d+", "", line).split(",")[0].strip() for line in lines[::2]] == [
        "tcp server",
        "tcp client  ->",
        "udp socket unbound",
        "tcp client  ->",
    ]
    assert "5 out" in lines[2]
    assert re.fullmatch(r"   \d s old, opened by string \"(.*)\" at line \d", lines[3])
    assert lines[3].endswith("at line 3")
    prompt.answer("caller:close() server:close() udp:close() peer:close()")
    assert prompt.answer(":socks") == "no socket is open\n"


def test_lines_about_sockets_are_broken_between_words(prompt: Prompt) -> None:
    prompt.answer("server = bind('127.0.0.1', 0) caller = connect(server:getsockname())")
    prompt.session.width = 40
    for answer in (prompt.answer("caller"), prompt.answer(":socks")):
        lines = answer.splitlines()
        assert all(len(line) <= 40 for line in lines)
        assert "timeout" in answer
    prompt.session.close()


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("command", [":set", ":lab"])
def test_lists_keep_to_the_width(prompt: Prompt, command: str, width: int) -> None:
    prompt.session.width = width
    lines = prompt.answer(command).splitlines()
    assert max(len(line.rstrip()) for line in lines) <= width
    assert not (width == 200 and len(lines) > len([*prompt.session.settings.all()]))


def test_sockets_of_a_file_tell_where(prompt: Prompt, program: Path) -> None:
    program.write_text("\n\nfunction open() return bind('127.0.0.1', 0) end\ns = open()\n")
    prompt.answer(f":load {program}")
    assert prompt.answer(":socks").endswith("program.lua' at line 3\n")


def test_trace_shows_what_sockets_do(prompt: Prompt) -> None:
    prompt.answer("server = bind('127.0.0.1', 0) caller = connect(server:getsockname()) peer = server:accept()")
    assert prompt.announced == []
    assert prompt.answer(":trace on") == prompt.answer(":trace on") == ""
    prompt.answer("caller:send('hello\\n') peer:receive()")
    marks = [line[:2] + line.split(maxsplit=3)[-1] for line in prompt.announced if "wait" not in line]
    assert [line[0] for line in prompt.announced if line[0] != " "] == [">", "<"]
    assert 'sent 6 bytes "hello\\n"\n' in prompt.announced[0], marks
    assert prompt.answer(":trace off") == ""
    prompt.answer("caller:send('more\\n')")
    assert "more" not in "".join(prompt.announced)
    assert prompt.answer(":trace off") == "nothing was traced\n"
    assert prompt.answer(":trace perhaps") == "on or off? :trace on|off\n"


def test_trace_is_completed(prompt: Prompt) -> None:
    assert completions(prompt, ":trace o") == ["on", "off"]


@pytest.fixture
def lab_prompt(prompt: Prompt) -> Iterator[Prompt]:
    """A prompt whose lab is closed after the test."""
    yield prompt
    prompt.session.close()


def test_lab_starts_lists_and_stops(lab_prompt: Prompt) -> None:
    prompt = lab_prompt
    prompt.session.width = 100
    lines = prompt.answer(":lab").splitlines()
    assert {line.split()[0]: "not running" in line for line in lines} == {
        f"{name}.lab": True for name in ("echo", "daytime", "chargen", "web", "mail", "files")
    }
    assert re.search(r"^echo\.lab +127\.0\.0\.1:\d+", prompt.answer(":lab start echo"))
    prompt.answer("c = connect('echo.lab', 7) c:send('hello\\n')")
    assert prompt.answer("c:receive(), lab.echo.host") == '1: "hello"\n2: "127.0.0.1"\n'
    assert prompt.announced == []
    assert "127.0.0.1" not in prompt.answer(":lab stop")
    assert prompt.answer("lab.echo") == "nil\n"
    assert prompt.answer(":lab start nothing").startswith("the lab has no server `nothing'")
    assert prompt.answer(":lab restart").startswith("start, stop, list or log?")


def test_lab_tells_what_it_does_when_that_is_wanted(lab_prompt: Prompt) -> None:
    assert lab_prompt.answer(":lab log on") == ""
    lab_prompt.answer(":lab start echo")
    lab_prompt.answer("c = connect('echo.lab', 7) c:send('hello\\n') c:receive()")
    assert re.fullmatch(r"echo: 127\.0\.0\.1 port \d+ connected\n", lab_prompt.announced[0])
    assert lab_prompt.answer(":set lab_log").startswith("lab_log = on  (:set)\n")
    assert lab_prompt.answer(":lab log off") == ""
    assert not lab_prompt.session.settings.lab_log
    assert lab_prompt.answer(":lab log") == lab_prompt.answer(":lab log no") == "on or off? :lab log on|off\n"


def test_lab_is_known_to_programs_and_new_states(lab_prompt: Prompt, program: Path) -> None:
    lab_prompt.answer(":lab start echo")
    program.write_text("print(lab.echo.port)")
    lab_prompt.answer(f":run {program}")
    lab_prompt.answer(":reset")
    lab_prompt.answer("print(lab.echo.port)")
    first, second = lab_prompt.output.getvalue().split()
    assert first == second


def test_lab_is_completed(lab_prompt: Prompt) -> None:
    assert completions(lab_prompt, ":lab l") == ["list", "log"]
    assert completions(lab_prompt, ":lab log o") == ["log on", "log off"]
    assert completions(lab_prompt, ":lab st") == ["start", "stop"]
    assert completions(lab_prompt, ":lab start e") == ["start echo"]
    assert completions(lab_prompt, ":lab start echo w") == ["start echo web"]


# ---- :set, :config


def test_set_shows_and_changes_settings(prompt: Prompt) -> None:
    assert re.search(r"^color +auto +whether .* \(default\)$", prompt.answer(":set"), re.MULTILINE)
    assert prompt.answer(":set color never") == prompt.answer(":set depth = 5") == ""
    assert (prompt.session.settings.color, prompt.session.settings.depth) == ("never", 5)
    shown = prompt.answer(":set color")
    assert shown == "color = never  (:set)\nwhether answers and the entry are coloured: auto | always | never\n"


@pytest.mark.parametrize(
    ("entry", "answer"),
    [
        (":set colour never", "there is no setting `colour'; did you mean color?\n"),
        (":set color blue", "color cannot be `blue': it is auto | always | never\n"),
        (":set nothing", "there is no setting `nothing'\n"),
    ],
)
def test_wrong_settings(prompt: Prompt, entry: str, answer: str) -> None:
    assert prompt.answer(entry) == answer


def test_settings_are_completed(prompt: Prompt) -> None:
    assert completions(prompt, ":set co") == ["color"]
    assert completions(prompt, ":set color a") == ["color auto", "color always"]
    assert completions(prompt, ":set depth ") == []
    assert completions(prompt, ":set nothing x") == []


def test_config_shows_and_saves(prompt: Prompt, tmp_path: Path) -> None:
    assert prompt.answer(":config") == "there is no home for a file of settings\n"
    file = prompt.session.config_file = tmp_path / "luashell" / "config"
    assert prompt.answer(":config").startswith(f"{file}\ndoes not exist yet\n")
    assert prompt.answer(":config save") == "nothing was changed with :set\n"
    prompt.answer(":set color never")
    assert prompt.answer(":config save") == f"color written to {file}\n"
    assert file.read_text() == "color = never\n"
    assert prompt.answer(":config").startswith(f"{file}\ncolor = never\n")
    assert prompt.answer(":config wave") == "wave? :config [save]\n"
    assert completions(prompt, ":config ") == ["save"]


def test_quit(prompt: Prompt) -> None:
    with pytest.raises(SystemExit) as ended:
        prompt.answer(":quit")
    assert ended.value.code == 0
