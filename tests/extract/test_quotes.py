import pytest

from tests.extract.pages import claims_of, one_claim


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('"The harbour will close on Friday," Maria Keller said.', "after"),
        ('"The harbour will close on Friday," said Maria Keller, who runs the port.', "after"),
        ('"Will the harbour close on Friday?" Maria Keller asked.', "after"),
        ('Maria Keller said: "The harbour will close on Friday."', "governing"),
        ('According to Maria Keller, "the harbour will close on Friday."', "according"),
        ('"The harbour will close on Friday," according to Maria Keller.', "according"),
        ('In the words of Maria Keller, "the harbour will close on Friday."', "according"),
        ('Maria Keller: "The harbour will close on Friday."', "label"),
        ('"The harbour will close on Friday." - Minister Maria Keller', "signed"),
        ('Maria Keller was clear on Monday. "The harbour will close on Friday."', "led-in"),
    ],
)
def test_a_quotation_has_its_speaker(text: str, rule: str) -> None:
    claim = one_claim(text, "quote")

    assert claim.speakers == ("Maria Keller",)
    assert claim.rule == rule
    assert claim.evidence.text == text


def test_words_in_marks_after_a_reporting_verb_are_a_partial_quotation() -> None:
    claim = one_claim('Maria Keller said the plan was "far too late" for the port.', "quote")

    assert (claim.passage.text, claim.partial) == ("far too late", True)
    assert claim.speakers == ("Maria Keller",)


def test_a_source_without_a_name_keeps_the_words_of_the_article() -> None:
    claim = one_claim('"The bridge is safe to cross again," two officials said.', "quote")

    assert (claim.speakers, claim.unnamed) == ((), "two officials")


def test_a_quotation_goes_on_after_its_attribution() -> None:
    first, second = claims_of(
        '"The harbour will close on Friday," Maria Keller said. "We have no money left for it."',
        "quote",
    )

    assert first.speakers == second.speakers == ("Maria Keller",)
    assert second.rule == "continued"


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    found = claims_of(
        '"The harbour will close on Friday," Maria Keller said.\n\n'
        '"There is no money left for the crews. We are very sorry."',
        "quote",
    )

    assert [claim.speakers for claim in found] == [("Maria Keller",)] * 2


def test_a_quotation_takes_the_speaker_that_follows_the_next_one() -> None:
    first, _ = claims_of(
        '"We have no money left for the port." "The harbour will close," Maria Keller said.',
        "quote",
    )

    assert (first.speakers, first.rule) == (("Maria Keller",), "forward")


def test_a_speaker_named_late_in_the_sentence_is_found() -> None:
    found = claims_of(
        'Even though delays are "normal," the crews should "work on," Maria Keller said.', "quote"
    )

    assert [claim.speakers for claim in found] == [("Maria Keller",)] * 2


def test_an_aim_owns_the_words_quoted_in_it() -> None:
    claim = one_claim(
        'Norway has outlined a new fishing policy, aiming to build a "clean and fair" trade.',
        "quote",
    )

    assert claim.speakers == ("Norway",)


def test_second_hand_words_name_who_passed_them_on() -> None:
    claim = one_claim(
        '"Both ports should stay open this winter," Keller was quoted by the news agency Reuters '
        "as saying on Monday. Maria Keller runs the port.",
        "quote",
    )

    assert claim.speakers == ("Maria Keller",)
    assert claim.relayed_by == ("Reuters",)


def test_who_is_spoken_to_is_the_addressee() -> None:
    claim = one_claim('Maria Keller told Peter Olsen: "The harbour will close on Friday."', "quote")

    assert claim.speakers == ("Maria Keller",)
    assert claim.addressees == ("Peter Olsen",)


@pytest.mark.parametrize(
    "text",
    [
        'The film, called "The Long Way Home", opens on Friday in Oslo.',
        'The robot, named "Better Days For All," won the race in the hall.',
        'The team was honoured for "great courage" in the hall.',
    ],
)
def test_titles_and_scare_quotes_are_no_speech(text: str) -> None:
    assert claims_of(text, "quote") == []


def test_a_whole_quotation_that_nobody_is_named_for_stays_without_a_speaker() -> None:
    claim = one_claim('It rained. "The harbour will close on Friday for good."', "quote")

    assert (claim.speakers, claim.unnamed, claim.rule) == ((), None, "unattributed")


@pytest.mark.parametrize(
    ("text", "act", "modality"),
    [
        ('Maria Keller said: "The crews must go home."', "state", "obligation"),
        ('Maria Keller urged Norway to "keep the harbour open this year."', "appeal", "obligation"),
        ('Maria Keller said: "The crews might go home."', "state", "possibility"),
        ('Maria Keller said: "The crews will go home."', "state", "intention"),
    ],
)
def test_a_quotation_has_its_act_and_modality(text: str, act: str, modality: str) -> None:
    claim = one_claim(text, "quote")

    assert (claim.act, claim.modality) == (act, modality)


@pytest.mark.parametrize(
    "text",
    [
        'Maria Keller, a writer from Oslo, said, "I think the port is fine. It is very large."',
        'The minister, Maria Keller, notes, "The port is closed. It is very old."',
        '"The port is closed," the minister of the port, Maria Keller, told reporters.',
        '"The port is closed," Maria Keller, who runs the port, told reporters.',
        '"The port is closed," added a tired Maria Keller.',
        '"We will see…" said Maria Keller.',
        'Minister Maria Keller asked, "Why did they leave? Who told them to go?"',
        'Maria Keller wrote:\n\n"The port is closed. It is very old and dark."',
    ],
)
def test_speakers_are_found_however_they_are_introduced(text: str) -> None:
    claim = one_claim(text, "quote")

    assert claim.speakers == ("Maria Keller",)


def test_the_clause_after_a_partial_quotation_does_not_say_it() -> None:
    claim = one_claim(
        'Maria Keller said the port was "far too small", and the crews told the town to wait.',
        "quote",
    )

    assert claim.speakers == ("Maria Keller",)


def test_a_quotation_in_another_place_goes_on_with_nobody() -> None:
    first, second = claims_of(
        '"The harbour will close on Friday," Maria Keller said.\n\n'
        "Snow fell on the town for many days, and the long road to the north was closed.\n\n"
        '"There is no money left for the crews of the port."',
        "quote",
    )

    assert (first.speakers, second.speakers) == (("Maria Keller",), ())


def test_a_verb_that_the_tagger_takes_for_a_noun_still_introduces_words() -> None:
    claim = one_claim(
        'The Department of Fish notes, "Low nets cause more harm to fish than all other nets '
        'combined", so they are banned.',
        "quote",
    )

    assert (claim.speakers, claim.rule) == (("Department of Fish",), "introduced")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            'Staff of Korean agency KCNA wrote it. "The port is closed", added KCNA.',
            "KCNA",
        ),
        ('Maria Keller spoke as ships waited. "The port is closed," she said.', "Maria Keller"),
    ],
)
def test_agencies_and_pronouns_speak_too(text: str, name: str) -> None:
    claim = one_claim(text, "quote")

    assert claim.speakers == (name,)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('Maria Keller said,"As of today we stop." She left.', "As of today we stop."),
        ('Maria Keller said:"As of today we stop." She left.', "As of today we stop."),
        ('"As of today we stop,"Maria Keller said.', "As of today we stop,"),
        ("“As of today we stop,”Maria Keller said.", "As of today we stop,"),
        ('Maria Keller said, " As of today we stop. "', "As of today we stop."),
        (
            'Maria Keller said: "We will stop\nthe ships at once." She left.',
            "We will stop\nthe ships at once.",
        ),
        ('"We will stop\nthe ships," said\nMaria Keller.', "We will stop\nthe ships,"),
    ],
)
def test_a_mark_may_touch_a_word_and_a_line_may_be_broken(text: str, words: str) -> None:
    claim = one_claim(text, "quote")

    assert (claim.passage.text, claim.speakers) == (words, ("Maria Keller",))


def test_paragraphs_without_a_closing_mark_go_on_with_their_speaker() -> None:
    found = claims_of(
        '"We will stop," said Maria Keller. "We must.\n\n"And we shall not go back.\n\n'
        '"It snows.\n\n"Never," she added.',
        "quote",
    )

    assert [claim.passage.text for claim in found] == [
        "We will stop,", "We must.", "And we shall not go back.", "It snows.", "Never,",
    ]  # fmt: skip
    assert {claim.speakers for claim in found} == {("Maria Keller",)}


def test_a_paragraph_without_a_closing_mark_is_of_whom_the_next_one_names() -> None:
    found = claims_of(
        '"The port is closed to us today.\n\n"We shall wait for it," said Maria Keller.', "quote"
    )

    assert [claim.speakers for claim in found] == [("Maria Keller",)] * 2


def test_a_short_sentence_by_itself_goes_on_but_a_word_in_marks_does_not() -> None:
    found = claims_of(
        '"We will stop," said Maria Keller. "Never." He saw the "Jaws." sign.', "quote"
    )

    assert [claim.passage.text for claim in found] == ["We will stop,", "Never."]


@pytest.mark.parametrize("gap", ["\n\n", " "])
def test_a_quotation_is_not_of_the_source_of_the_next_sentence(gap: str) -> None:
    claim = one_claim(
        f'"We will stop the ships."{gap}According to Maria Keller, it rains.', "quote"
    )

    assert claim.speakers == ()
