"""How well closes are judged: `make eval` prints it for the closes kept aside (tests/data/closes/dev.jsonl)."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from askforit_desktop.closing.assessment import assess
from askforit_desktop.closing.finding import Assessment, Headline, Kind, Verdict
from askforit_desktop.closing.rubric import Rubric
from askforit_desktop.closing.tagger import Tagger
from askforit_desktop.paths import bundled_models, resources
from tests.labelled import REHEARSED_ON, Labelled, load, misheard

DELIVERY = ("hedging", "pushy")
_WORST = 12  # closes listed at the end


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled close and what the program said of it."""

    close: Labelled
    said: Assessment

    @property
    def elements(self) -> tuple[str, ...]:
        """The rubric's elements."""
        return tuple(finding.check for finding in self.said.of_kind(Kind.ELEMENT))

    def found(self, name: str) -> bool:
        """Whether the program found this element, or words of this kind."""
        return bool(self.said.finding(name).evidence)

    def labelled(self, name: str) -> bool:
        """Whether it is there."""
        return name in self.close.spans

    def overlaps(self, name: str) -> bool:
        """Whether some of the words shown are labelled ones."""
        shown = self.said.finding(name).evidence
        return any(span.overlaps(true) for span in shown for true in self.close.spans[name])


@dataclass(frozen=True, slots=True)
class Score:
    """Right finds, all finds, all there is to find."""

    right: int
    found: int
    true: int

    @property
    def precision(self) -> float:
        """Of the finds, the share that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of what there is to find, the share found."""
        return self.right / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / max(1, self.found + self.true)


def parts() -> tuple[Rubric, Tagger]:
    """The rubric and the judge that the program ships."""
    rubric = Rubric.from_toml((resources() / "rubric.toml").read_text("utf-8"))
    return rubric, Tagger((bundled_models() / "judge" / "judge.npz").read_bytes())


def judge(closes: Iterable[Labelled], rubric: Rubric, tagger: Tagger) -> list[Judged]:
    """What the program says of some closes."""
    return [Judged(close, assess(close.transcript, rubric, REHEARSED_ON, tagger)) for close in closes]


def score(judged: Sequence[Judged], name: str) -> Score:
    """How one element, or words of one kind, were found, close by close."""
    both = sum(j.found(name) and j.labelled(name) for j in judged)
    return Score(both, sum(j.found(name) for j in judged), sum(j.labelled(name) for j in judged))


def macro(judged: Sequence[Judged]) -> float:
    """The mean F1 over the elements."""
    names = judged[0].elements
    return sum(score(judged, name).f1 for name in names) / len(names)


def headline(judged: Sequence[Judged]) -> Score:
    """How 'You asked for the job' was said."""
    said = [j.said.headline is Headline.ASKED for j in judged]
    true = [j.labelled("ask_for_job") for j in judged]
    return Score(sum(s and t for s, t in zip(said, true, strict=True)), sum(said), sum(true))


def overlap(judged: Sequence[Judged]) -> float:
    """Of the elements rightly found, the share whose words shown overlap the labelled ones."""
    hits = [j.overlaps(name) for j in judged for name in j.elements if j.found(name) and j.labelled(name)]
    return sum(hits) / max(1, len(hits))


def false_alarms(judged: Sequence[Judged]) -> float:
    """Elements found in a close that holds none, on average."""
    bare = [j for j in judged if not any(j.labelled(name) for name in j.elements)]
    return sum(j.found(name) for j in bare for name in j.elements) / max(1, len(bare))


def commitments(judged: Sequence[Judged]) -> Score:
    """Commitments with who, what and date all right."""
    right = found = true = 0
    for j in judged:
        said = Counter((c.who.value, c.what.value, c.date.isoformat() if c.date else None) for c in j.said.commitments)
        there = Counter(j.close.commitments)
        right, found, true = right + (said & there).total(), found + said.total(), true + there.total()
    return Score(right, found, true)


def share(judged: Sequence[Judged], right: Callable[[Judged], bool]) -> float:
    """The share of closes of which something was said rightly."""
    return sum(map(right, judged)) / len(judged)


def ending_right(j: Judged) -> bool:
    """Whether the ending was named rightly."""
    return j.said.ends_on.value == j.close.ends_on


def undercut_right(j: Judged) -> bool:
    """Whether taking the ask back was seen, or rightly not seen."""
    return j.said.undercut == j.close.undercut


def _wrong(j: Judged) -> list[str]:
    names = (*j.elements, *DELIVERY)
    wrong = [f"{'+' if j.found(n) else '-'}{n}" for n in names if j.found(n) != j.labelled(n)]
    wrong += [] if ending_right(j) else [f"ends_on {j.said.ends_on.value} for {j.close.ends_on}"]
    return wrong + ([] if undercut_right(j) else ["undercut"])


def _print_score(name: str, result: Score) -> None:
    print(f"  {name:14} {result.precision:9.3f} {result.recall:9.3f} {result.f1:9.3f} {result.true:7}")


def _print_elements(judged: Sequence[Judged]) -> None:
    print(f"  {'':14} {'precision':>9} {'recall':>9} {'F1':>9} {'closes':>7}")
    for name in judged[0].elements:
        _print_score(name, score(judged, name))
    print(f"  {'macro':14} {macro(judged):29.3f}")
    for name in DELIVERY:
        _print_score(name, score(judged, name))
    _print_score("commitments", commitments(judged))
    _print_score("asked", headline(judged))


def _print_rest(judged: Sequence[Judged]) -> None:
    print(f"  ends_on {share(judged, ending_right):.3f}, undercut {share(judged, undercut_right):.3f}")
    print(f"  the words shown overlap the labelled ones in {overlap(judged):.3f} of the right finds")
    print(f"  false alarms on a close without elements: {false_alarms(judged):.3f}")
    finds = [(j.said.finding(n).verdict, j.labelled(n)) for j in judged for n in j.elements if j.found(n)]
    for right, name in ((True, "right"), (False, "wrong")):
        verdicts = [verdict for verdict, true in finds if true is right]
        weak = verdicts.count(Verdict.WEAK)
        print(f"  {name} finds: {len(verdicts)}, of them {weak} shown as perhaps misheard")


def _print_noise(closes: Sequence[Labelled], rubric: Rubric, tagger: Tagger) -> None:
    print("\nWith words misheard (sound-alikes, drops, insertions):")
    for rate in (0.05, 0.10, 0.20):
        judged = judge([misheard(close, rate, 1) for close in closes], rubric, tagger)
        asked = headline(judged)
        print(
            f"  {rate:4.0%} of the words: macro-F1 {macro(judged):.3f}, "
            f"asked {asked.precision:.3f} / {asked.recall:.3f}, "
            f"hedging {score(judged, 'hedging').f1:.3f}, pushy {score(judged, 'pushy').f1:.3f}, "
            f"ends_on {share(judged, ending_right):.3f}, false alarms {false_alarms(judged):.3f}"
        )


def main() -> None:
    """Print all figures."""
    rubric, tagger = parts()
    closes = load("dev")
    judged = judge(closes, rubric, tagger)
    print(f"{len(closes)} closes kept aside, as text, lower-cased and without punctuation:")
    _print_elements(judged)
    _print_rest(judged)
    _print_noise(closes, rubric, tagger)
    print("\nMost wrong (+ found though not there, - missed):")
    for j in sorted(judged, key=lambda j: -len(_wrong(j)))[:_WORST]:
        print(f"  {j.close.name}: {', '.join(_wrong(j))}")
    folds = bundled_models() / "judge" / "folds.txt"
    if folds.is_file():
        print(f"\nHeld out of training in turn, as `train.py --folds` last recorded it:\n{folds.read_text('utf-8')}")


if __name__ == "__main__":
    main()
