"""The settings: what they are, where they came from, and the file that keeps them."""

from __future__ import annotations

from luashell.repl.folders import is_there
from luashell.repl.registry import CommandError, Commands
from luashell.repl.settings import SettingError, Settings, file_with
from luashell.repl.styled import HEADING, HINT, MUTED, PLAIN
from luashell.repl.wrapping import beside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from luashell.repl.session import Session
    from luashell.repl.styled import Styled

__all__ = ["commands"]

commands = Commands("Settings")


def _completions(_session: Session, argument: str) -> Iterator[tuple[str, str]]:
    name, blank, beginning = argument.partition(" ")
    if not blank:
        for setting in Settings.all():
            if setting.name.startswith(name):
                yield setting.name, setting.meaning
        return
    try:
        setting = Settings.named(name)
    except SettingError:
        return
    for word in setting.values.split(" | "):
        if word.startswith(beginning.strip()) and " " not in word:
            yield f"{name} {word}", setting.meaning


@commands.add(":set [NAME [VALUE]]", "shows the settings, or changes one for this session", _completions)
def change(session: Session, argument: str) -> Styled:
    """With a name only: what it means and what it can be."""
    settings = session.settings
    name, _, value = argument.replace("=", " ").partition(" ")
    try:
        if value.strip():
            settings.choose(name, value.strip(), ":set")
            return []
        if name:
            setting = settings.named(name)
            return [
                (HEADING, f"{setting.name} = {settings.written(setting)}"),
                (MUTED, f"  ({settings.origin(setting)})\n"),
                (PLAIN, f"{setting.meaning}: {setting.values}\n"),
            ]
    except SettingError as error:
        raise CommandError(str(error)) from None
    shown: Styled = []
    for setting in settings.all():
        value = f" {settings.written(setting):8} "
        text = beside(13 + len(value), f"{setting.meaning} ({settings.origin(setting)})", session.width)
        meaning, parenthesis, origin = text.rpartition("(")
        shown += [(HEADING, f"{setting.name:13}"), (PLAIN, value + meaning), (MUTED, parenthesis + origin)]
    return shown


def _config_completions(_session: Session, argument: str) -> Iterator[tuple[str, str]]:
    if "save".startswith(argument):
        yield "save", "keep what :set has changed for later sessions"


@commands.add(":config [save]", "shows the file of settings; save keeps what :set has changed", _config_completions)
def config(session: Session, argument: str) -> Styled:
    """The file need not exist."""
    file = session.config_file
    if file is None:
        raise CommandError("there is no home for a file of settings")
    if argument == "save":
        return _save(session)
    if argument:
        raise CommandError(f"{argument}? :config [save]")
    shown: Styled = [(HEADING, f"{file}\n")]
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        text = ""
        shown.append((MUTED, "does not exist yet\n"))
    except OSError as error:
        raise CommandError(f"cannot read {file}: {error.strerror}") from None
    if text:
        shown.append((PLAIN, text if text.endswith("\n") else f"{text}\n"))
    shown.append((HINT, "A line is NAME = VALUE; :set lists the names, :config save writes what :set has changed.\n"))
    init = file.with_name("init.lua")
    shown.append((HINT, f"Lua in {init} runs when the prompt starts{'' if is_there(init) else ' (does not exist)'}.\n"))
    return shown


def _save(session: Session) -> Styled:
    settings, file = session.settings, session.config_file
    changed = {
        setting.name: settings.written(setting) for setting in settings.all() if settings.origin(setting) == ":set"
    }
    if not changed:
        raise CommandError("nothing was changed with :set")
    assert file is not None  # noqa: S101  # its caller has asked
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        file.write_text(file_with(text, changed), encoding="utf-8")
    except (OSError, ValueError) as error:
        raise CommandError(f"cannot write {file}: {getattr(error, 'strerror', None) or error}") from None
    return [(MUTED, f"{', '.join(changed)} written to {file}\n")]
