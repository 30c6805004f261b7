"""What is remembered is made once, and not for ever."""

from luashell.stdlib.remembering import Remembered


def test_makes_once_and_forgets_when_full() -> None:
    made = []

    def make(text: str) -> int:
        made.append(text)
        return len(text)

    remembered = Remembered(make)
    assert (remembered["ab"], remembered["ab"]) == (2, 2)
    assert made == ["ab"]
    for number in range(500):
        assert remembered[f"text {number}"] == len(f"text {number}")
    assert len(remembered) < 500
    assert remembered["ab"] == 2
    assert made.count("ab") == 2
