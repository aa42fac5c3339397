"""A take as JSON, in the shape of `askforit check --json` with what the library knows besides."""

import json
from typing import Any

from askforit_desktop.closing.plain import to_plain
from askforit_desktop.closing.take import Take

_UNHEARD = dict.fromkeys(
    ("rubric_version", "headline", "transcript", "elements", "delivery", "ends_on", "undercut", "commitments")
)


def plain_take(take: Take) -> dict[str, Any]:
    """A take as JSON values; what only a recogniser can tell is null where nothing was recognised."""
    recording = take.recording
    judged = to_plain(take.transcript, take.assessment) if take.transcript and take.assessment else _UNHEARD
    return {
        "id": take.id,
        "title": take.title,
        "recorded_at": recording.recorded_at.isoformat(),
        "duration": recording.duration,
        "device": recording.device,
        "lost_blocks": recording.lost_blocks,
        "recovered": take.recovered,
        "starred": take.starred,
        "note": take.note,
        "role": take.role,
        "company": take.company,
        "said": dict(take.said),
        "file": str(recording.wav),
        "model": take.model,
        **judged,
    }


def json_text(take: Take) -> str:
    """A take as a JSON file."""
    return json.dumps(plain_take(take), ensure_ascii=False, indent=2) + "\n"
