"""How an element of a close stands, as it is shown."""

from enum import Enum, auto

from askforit_desktop.closing.finding import Verdict


class Sign(Enum):
    """What a tick shows."""

    NOT_YET = auto()
    SAID = auto()
    PERHAPS = auto()
    MISSED = auto()

    @classmethod
    def of(cls, verdict: Verdict, *, done: bool) -> "Sign":
        """The sign of a verdict; while the take is not done, what is missing may still come."""
        if verdict is Verdict.MET:
            return cls.SAID
        if verdict is Verdict.WEAK:
            return cls.PERHAPS
        return cls.MISSED if done else cls.NOT_YET
