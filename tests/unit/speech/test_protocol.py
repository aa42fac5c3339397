"""What recogniser and worker say to each other, and what is not believed."""

import io

import pytest

from askforit_desktop.closing.transcript import Word
from askforit_desktop.speech import protocol
from askforit_desktop.speech.protocol import Finished, Heard, Opening, Partial, Ready, Refused, Text

WORDS = (Word("thank", 0.5, 0.9, 0.75), Word("señor", 1, 1.5, 1))


@pytest.mark.parametrize(
    "message",
    [Ready(("um", "you know")), Refused("no"), Partial(3, WORDS), Text(3, WORDS), Heard(3, 2.5), Finished(3)],
)
def test_a_message_survives_its_line(message):
    line = protocol.line_bytes(message)
    assert line.endswith(b"\n")
    assert line.isascii()
    assert protocol.parse(line) == message


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"LOG (VoskAPI) loading",
        b"[]",
        b"null",
        b'{"type": "surprise"}',
        b'{"type": "text", "take": 1}',
        b'{"type": "text", "take": "1", "words": []}',
        b'{"type": "text", "take": true, "words": []}',
        b'{"type": "text", "take": 1, "words": [["a", 0, 1]]}',
        b'{"type": "text", "take": 1, "words": [["", 0, 1, 1]]}',
        b'{"type": "text", "take": 1, "words": [["a", 2, 1, 1]]}',
        b'{"type": "text", "take": 1, "words": [["a", -1, 1, 1]]}',
        b'{"type": "text", "take": 1, "words": [["a", 0, 1, 1.1]]}',
        b'{"type": "text", "take": 1, "words": [["a", 0, Infinity, 1]]}',
        b'{"type": "text", "take": 1, "words": [[7, 0, 1, 1]]}',
        b'{"type": "heard", "take": 1, "seconds": NaN}',
        b'{"type": "ready", "hears": [1]}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_a_line_that_is_not_of_the_protocol_is_garbled(line):
    with pytest.raises(protocol.Garbled):
        protocol.parse(line)


def test_a_take_is_read_as_it_was_written():
    opening = Opening(7, 48_000, True)
    stream = io.BytesIO(
        protocol.opening_bytes(opening) + protocol.frame_bytes(b"ab") + protocol.frame_bytes(b"cdef") + protocol.END
    )
    assert protocol.read_opening(stream) == opening
    assert list(protocol.read_frames(stream)) == [b"ab", b"cdef"]
    assert protocol.read_opening(stream) is None


def test_a_take_that_is_not_wanted_any_more_stops_being_read():
    stream = io.BytesIO(protocol.frame_bytes(b"ab") + protocol.FORGET)
    frames = protocol.read_frames(stream)
    assert next(frames) == b"ab"
    with pytest.raises(protocol.Forgotten):
        next(frames)


def test_a_parent_that_went_is_the_end_of_the_stream():
    with pytest.raises(EOFError):
        list(protocol.read_frames(io.BytesIO(protocol.frame_bytes(b"abcd")[:-1])))


@pytest.mark.parametrize(
    "data", [b"abc", protocol.opening_bytes(Opening(1, 8_000, False)).replace(b"\x1f\x40", b"\0\0")]
)
def test_an_opening_with_an_impossible_rate_or_length_is_garbled(data):
    with pytest.raises(protocol.Garbled):
        protocol.read_opening(io.BytesIO(data))


def test_a_frame_of_gigabytes_is_garbled_and_not_waited_for():
    with pytest.raises(protocol.Garbled):
        list(protocol.read_frames(io.BytesIO(b"\x7f\xff\xff\xff")))
