"""Record what the shipped judge says of some lines, for test_tagger: `python -m tests.record_judge` after training."""

import json

from tests.conftest import ROOT
from tests.evaluate import parts

LINES = (
    "i want this job",
    "thank you so much for your time i've really enjoyed talking with you",
    "is there anything about my background that gives you pause",
    "can i call you at the end of next week to see where things stand",
    "i was just wondering if maybe you might tell me when you'll decide but no pressure",
    "you have to hire me and i need an answer today",
    "at my last job we moved forward with the launch and the next step was testing",
    "could i leave you with one thought you need someone who can calm a room and i have done it for years do you agree",
    "so um yeah that's i guess that's about",
    "great so you'll email me by tuesday and i'll bring my references to the next round",
)


def main() -> None:
    """Write tests/data/judge-recorded.json."""
    _, tagger = parts()
    records = []
    for line in LINES:
        tags = tagger.tag(line.split())
        peaks = [round(float(peak), 3) for peak in tags.scores.max(axis=0)]
        records.append(
            {
                "words": line,
                "peaks": dict(zip(tags.channels, peaks, strict=True)),
                "ends_on": tags.endings[int(tags.ends_on.argmax())],
                "undercut": round(tags.undercut, 3),
            }
        )
    path = ROOT / "tests" / "data" / "judge-recorded.json"
    path.write_text(json.dumps(records, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
