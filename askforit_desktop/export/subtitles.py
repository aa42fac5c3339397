"""A take as SRT subtitles: a cue ends at a pause, after seven seconds, or when its two lines are full."""

import textwrap
from collections.abc import Iterator

from askforit_desktop.closing.take import Take
from askforit_desktop.closing.transcript import Transcript, Word
from askforit_desktop.problems import ExportProblem

# Netflix's timed text guide: two lines of 42 characters, at most seven seconds.
LONGEST = 7.0
_LINE = 42
MOST = 2 * _LINE
_PAUSE = 0.6  # seconds; a "medium" pause (Zandan, Harvard Business Review 2018)
_BRACKETS = str.maketrans({"<": "‹", ">": "›"})  # players read <i>, and --> parts a cue's times


def subtitles(take: Take) -> str:
    """The words of a take as cues; ExportProblem where there are no words with times."""
    if take.transcript is None or not take.transcript.timed:
        raise ExportProblem(f"“{take.title}” has no words with times yet.", "Transcribe the recording first.")
    return "\n".join(_cue(number, words) for number, words in enumerate(_cues(take.transcript), 1))


def _cue(number: int, words: list[Word]) -> str:
    lines = textwrap.wrap(_text(words), _LINE)
    if len(lines) > 2:  # words that would not share lines of 42 evenly
        lines = textwrap.wrap(_text(words), MOST)
    return f"{number}\n{_stamp(words[0].start)} --> {_stamp(words[-1].end)}\n{chr(10).join(lines)}\n"


def _cues(transcript: Transcript) -> Iterator[list[Word]]:
    cue: list[Word] = []
    for word in _orderly(transcript):
        if cue and _full(cue, word):
            yield cue
            cue = []
        cue.append(word)
    if cue:
        yield cue


def _full(cue: list[Word], word: Word) -> bool:
    pause = word.start - cue[-1].end
    return pause >= _PAUSE or word.end - cue[0].start > LONGEST or len(_text([*cue, word])) > MOST


def _orderly(transcript: Transcript) -> Iterator[Word]:
    """The words in time order without overlap, none longer than a cue; what is longer than its lines goes in pieces."""
    now = 0.0
    for word in transcript.words:
        text = "".join(word.text.translate(_BRACKETS).split())
        start = max(now, word.start)
        end = min(max(word.end, start + 0.001), start + LONGEST)
        pieces = [text[i : i + _LINE] for i in range(0, len(text), _LINE)]
        step = (end - start) / max(1, len(pieces))
        for place, piece in enumerate(pieces):
            yield Word(piece, start + place * step, start + (place + 1) * step)
        now = end


def _text(words: list[Word]) -> str:
    return " ".join(word.text for word in words)


def _stamp(seconds: float) -> str:
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    minutes, rest = divmod(whole, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02},{milliseconds:03}"
