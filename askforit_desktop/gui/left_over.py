"""What the library finds at the start and the user should hear of: what a crash, damage or another program left."""

from collections.abc import Iterator

from askforit_desktop.studio import Studio
from askforit_desktop.takes import Recovery


def find(studio: Studio) -> tuple[str, ...]:
    """Mend and take in what can be; what there is to tell, in sentences. LibraryProblem where it cannot be read."""
    return tuple(_sentences(studio, studio.recover()))


def _sentences(studio: Studio, recovery: Recovery) -> Iterator[str]:
    if kept := studio.library.set_aside:
        names = ", ".join(f"“{path.name}”" for path in kept)
        yield f"The library of your takes was damaged and has been rebuilt. The damaged one is kept: {names}."
    if recovery.takes:
        one = len(recovery.takes) == 1
        found = "A recording was" if one else f"{len(recovery.takes)} recordings were"
        yield f"{found} left by a session that broke off, and taken in among your takes."
    if recovery.left:
        one = len(recovery.left) == 1
        found = "A recording lies" if one else f"{len(recovery.left)} recordings lie"
        reason = recovery.left[0].reason
        yield f"{found} in the folder of your takes and could not be taken in{':' if one else '. The first:'} {reason}"
    if any(not recording.own for recording in studio.library.running()):
        yield "Another Ask For It is recording a take at this moment. It is left alone."
