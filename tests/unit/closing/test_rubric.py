import pytest

from askforit_desktop.closing.rubric import Act, Rubric
from askforit_desktop.problems import RubricProblem
from tests.conftest import ROOT
from tests.unit.closing.making import RUBRIC

TEXT = (ROOT / "resources" / "rubric.toml").read_text(encoding="utf-8")


def test_the_rubric_has_its_twelve_elements_in_their_acts():
    assert [(e.id, e.act) for e in RUBRIC.elements] == [
        ("thanks", Act.CONNECT),
        ("enjoyed", Act.CONNECT),
        ("enthusiasm", Act.CASE),
        ("one_thought", Act.CASE),
        ("fit_recap", Act.CASE),
        ("ask_for_job", Act.ASK),
        ("where_i_stand", Act.ASK),
        ("concerns", Act.ASK),
        ("next_step", Act.SECURE),
        ("move_forward", Act.SECURE),
        ("timeline", Act.SECURE),
        ("channel", Act.SECURE),
    ]
    assert sorted(RUBRIC.priority) == sorted(e.id for e in RUBRIC.elements)


@pytest.mark.parametrize("element", RUBRIC.elements, ids=lambda e: e.id)
def test_every_element_says_why_whence_and_what_to_try(element):
    assert element.title
    assert element.why
    assert "article" in element.source
    assert len(element.lines) >= 3
    assert len(element.heard) >= 3
    assert len(element.not_heard) >= 3


def test_a_line_is_filled_with_the_role_and_the_company():
    line = RUBRIC.element("ask_for_job").lines[2]
    assert line.spoken("nurse") == "I would like you to offer me the nurse role, and if you did I'd say yes."
    assert line.spoken() == "I would like you to offer me this role, and if you did I'd say yes."


def test_a_user_may_leave_elements_out_and_add_lines():
    tailored = RUBRIC.tailored(["channel"], {"thanks": ("cheers for seeing me",)}, RUBRIC.limits)
    assert [e.id for e in tailored.elements] == [e.id for e in RUBRIC.elements if e.id != "channel"]
    assert tailored.element("thanks").phrases == ("cheers for seeing me",)


def test_an_element_of_ones_own_needs_an_id_an_act_and_a_title_and_is_spoken_of_last():
    rubric = Rubric.from_toml(TEXT + '[[element]]\nid = "pay"\nact = "case"\ntitle = "Ask about pay"\n')
    assert (rubric.element("pay").lines, rubric.element("pay").phrases) == ((), ())
    assert rubric.priority == (*RUBRIC.priority, "pay")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "version = 1",
        "not toml at all [",
        TEXT.replace('act = "ask"', 'act = "beg"'),
        TEXT.replace("length_min", "length_minimum"),
        TEXT.replace('title = "Length"\n', ""),
        TEXT.replace("length_min = 30.0", "length_min = true"),
        TEXT.replace("length_min = 30.0", "length_min = nan"),
        TEXT.replace("length_min = 30.0", "length_min = 300.0"),
        TEXT.replace('fillers = ["um"', 'fillers = [1, "um"'),
        TEXT.replace('title = "Ask for the job"', "title = 5"),
        TEXT.replace('"ask_for_job", "next_step"', '"ask_for_jobs", "next_step"'),
        TEXT + '[[element]]\nid = "thanks"\nact = "connect"\ntitle = "Thank them twice"\n',
        TEXT + '[[element]]\nid = "pushy"\nact = "ask"\ntitle = "Be pushy"\n',
        TEXT + '[[element]]\nid = "pay"\nact = "ask"\ntitle = "Ask about pay"\nphrases = "the pay"\n',
        TEXT + '[[element]]\nid = "pay"\nact = "ask"\ntitle = "Ask about pay"\nphrase = ["the pay"]\n',
        TEXT + '[[element]]\nid = "pay"\nact = "ask"\ntitle = "Ask about pay"\nlines = ["the pay"]\n',
        "version = 1\nelement = 5",
        "version = 1\nelement = []",
    ],
)
def test_a_damaged_rubric_is_refused_with_a_sentence(text):
    with pytest.raises(RubricProblem) as caught:
        Rubric.from_toml(text)
    assert caught.value.sentence.endswith(".")
    assert caught.value.hint
