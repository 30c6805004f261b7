"""What users can choose about the prompt, and where each choice came from.

A flag of the command line goes before a variable of the environment (``LUASHELL_COLOR``), that before a line of the
file (``color = never`` in ``luashell/config`` of ``XDG_CONFIG_HOME``), that before the default; ``:set`` changes a
setting of the running session.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from luashell.repl.advice.suggestions import suggest
from luashell.repl.history import DEFAULT_SIZE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import Final

Value = TypeVar("Value")

__all__ = ["Setting", "SettingError", "Settings", "choice", "count", "file_with", "read_settings", "switch"]

DEFAULT: Final = "default"
ENVIRONMENT_PREFIX: Final = "LUASHELL_"
SWITCH: Final = {
    **dict.fromkeys(("on", "yes", "true", "1"), True),
    **dict.fromkeys(("off", "no", "false", "0"), False),
}
"""What turns a setting on, and what turns it off."""


class SettingError(Exception):
    """There is no such setting, or it cannot have this value; the message says so."""


class Setting(Generic[Value]):
    """One thing to choose; as an attribute of Settings, its value.

    ``meaning`` is one line for people, ``values`` says what can be chosen; ``read`` makes a value of text, and raises
    ValueError.
    """

    def __init__(self, default: Value, meaning: str, values: str, read: Callable[[str], Value]) -> None:
        self.name = ""
        self.default = default
        self.meaning = meaning
        self.values = values
        self.read = read

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, settings: Settings, owner: type) -> Value:
        return settings.chosen.get(self.name, (self.default, DEFAULT))[0]  # type: ignore[return-value]  # by its name


def choice(default: str, meaning: str, *others: str) -> Setting[str]:
    """A setting that is one of a few words."""

    def read(text: str) -> str:
        if text not in words:
            raise ValueError
        return text

    words = (default, *others)
    return Setting(default, meaning, " | ".join(words), read)


def switch(default: bool, meaning: str) -> Setting[bool]:
    """A setting that is on or off."""

    def read(text: str) -> bool:
        word = text.lower()
        if word not in SWITCH:
            raise ValueError
        return SWITCH[word]

    return Setting(default, meaning, "on | off", read)


def count(default: int, meaning: str, most: int | None = None) -> Setting[int]:
    """A setting that is a whole number, at least 1 and at most ``most``, if that is given."""

    def read(text: str) -> int:
        number = int(text)
        if number < 1 or (most is not None and number > most):
            raise ValueError
        return number

    bounds = "from 1 on" if most is None else f"from 1 to {most}"
    return Setting(default, meaning, f"a whole number {bounds}", read)


class Settings:
    """The settings of a session; each is an attribute. ``chosen`` has those that are not at their default."""

    color = choice("auto", "whether answers and the entry are coloured", "always", "never")
    style = choice("auto", "colours for a light or a dark background", "light", "dark")
    editing_mode = choice("emacs", "the keys that edit an entry", "vi")
    plain = switch(False, "read lines without an editor, and never write an escape sequence")
    depth = count(3, "how deep tables are shown inside tables", most=100)  # for deeper ones: `:full'
    items = count(30, "how many entries of a table are shown")
    string = count(2000, "how many bytes of a string are shown")
    suggestions = switch(True, "suggest, in grey, what was entered before")
    history = switch(True, "keep entries for later sessions")
    history_size = count(DEFAULT_SIZE, "how many entries are kept")
    progress = switch(True, "show how far a long transfer is")
    lab_log = switch(False, "show what the servers of the lab tell")

    def __init__(self) -> None:
        self.chosen: dict[str, tuple[object, str]] = {}

    @classmethod
    def all(cls) -> Iterator[Setting[object]]:
        """Every setting, in order of definition."""
        return (setting for setting in vars(cls).values() if isinstance(setting, Setting))

    @classmethod
    def named(cls, name: str) -> Setting[object]:
        """The setting called ``name``; ``-`` may stand for ``_``. Raises SettingError."""
        setting = vars(cls).get(name.replace("-", "_"))
        if not isinstance(setting, Setting):
            meant = suggest(name, [each.name for each in cls.all()])
            advice = f"; did you mean {' or '.join(meant)}?" if meant else ""
            raise SettingError(f"there is no setting `{name}'{advice}")
        return setting

    def choose(self, name: str, text: str, origin: str) -> None:
        """Give a setting the value that ``text`` says; ``origin`` says who did. Raises SettingError."""
        setting = self.named(name)
        try:
            value = setting.read(text)
        except ValueError:
            raise SettingError(f"{setting.name} cannot be `{text}': it is {setting.values}") from None
        self.chosen[setting.name] = value, origin

    def written(self, setting: Setting[object]) -> str:
        """The value of a setting, as it is typed."""
        value = self.chosen.get(setting.name, (setting.default, DEFAULT))[0]
        return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)

    def origin(self, setting: Setting[object]) -> str:
        """Where the value of a setting came from."""
        return self.chosen.get(setting.name, (None, DEFAULT))[1]


def read_settings(
    flags: Mapping[str, str], environment: Mapping[str, str], file: Path | None
) -> tuple[Settings, list[str]]:
    """The settings from all places; and what was wrong with them, a sentence for each.

    Flags are right by now: they raise SettingError.
    """
    settings = Settings()
    complaints = _read_file(settings, file) if file is not None else []
    for setting in Settings.all():
        variable = ENVIRONMENT_PREFIX + setting.name.upper()
        if variable in environment:
            try:
                settings.choose(setting.name, environment[variable], variable)
            except SettingError as error:
                complaints.append(f"{variable}: {error}")
    for name, text in flags.items():
        settings.choose(name, text, f"--{name}")
    return settings, complaints


def _read_file(settings: Settings, file: Path) -> list[str]:
    """Choose what the lines of ``file`` say: ``name = value``, empty, or a comment behind ``#``."""
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    except OSError as error:
        return [f"{file}: {error.strerror}"]
    complaints: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        name, equals, value = line.partition("#")[0].partition("=")
        try:
            if equals:
                settings.choose(name.strip(), value.strip().strip("\"'"), f"{file}")
            elif name.strip():
                complaints.append(f"{file}:{number}: a line is `name = value'")
        except SettingError as error:
            complaints.append(f"{file}:{number}: {error}")
    return complaints


def file_with(text: str, changed: Mapping[str, str]) -> str:
    """The ``text`` of a file of settings with some ``changed``: in their lines if they have any, else at its end."""
    left = dict(changed)
    lines = text.splitlines()
    for number, line in enumerate(lines):
        name = line.partition("#")[0].partition("=")[0].strip().replace("-", "_")
        if name in left:
            lines[number] = f"{name} = {left.pop(name)}"
    lines += [f"{name} = {value}" for name, value in left.items()]
    return "".join(f"{line}\n" for line in lines)
