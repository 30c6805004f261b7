from hypothesis import given
from hypothesis import strategies as st

from luasocket_core.wire.strings import BYTES, TEXT


@given(st.binary())
def test_text_and_bytes_convert_there_and_back(data: bytes) -> None:
    text = next(TEXT.decoded(iter([data])))

    assert len(text) == len(data)
    assert TEXT.encoded(text) == data
    assert next(BYTES.decoded(iter([data]))) is data
    assert BYTES.encoded(data) is data
