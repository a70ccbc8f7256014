import pytest

from tests.extract.pages import claims_of, one_claim

LONG_NAME = (
    "The old captain of the last large ship of the very long row of ships "
    "in the cold grey sea of the far north"
)


@pytest.mark.parametrize(
    ("text", "content", "act"),
    [
        (
            "Maria Keller said that the harbour would close on Friday.",
            "the harbour would close on Friday",
            "state",
        ),
        (
            "The harbour would close on Friday, Maria Keller said.",
            "The harbour would close on Friday",
            "state",
        ),
        (
            "The old harbour, Maria Keller said, would close on Friday.",
            "The old harbour, Maria Keller said, would close on Friday",
            "state",
        ),
        (
            "The harbour, as Maria Keller acknowledges, is too small for the ships.",
            "The harbour, as Maria Keller acknowledges, is too small for the ships",
            "concede",
        ),
        (
            "According to Maria Keller, the harbour is too small for the ships.",
            "the harbour is too small for the ships",
            "state",
        ),
        (
            "The harbour is too small for the ships, according to Maria Keller.",
            "The harbour is too small for the ships",
            "state",
        ),
        (
            "Maria Keller stressed the need for a larger harbour in the north.",
            "the need for a larger harbour in the north",
            "state",
        ),
        (
            "Maria Keller called for a larger harbour in the north.",
            "a larger harbour in the north",
            "appeal",
        ),
        (
            "Maria Keller vowed to build a larger harbour in the north.",
            "build a larger harbour in the north",
            "pledge",
        ),
        (
            "Maria Keller is willing to build a larger harbour in the north.",
            "build a larger harbour in the north",
            "pledge",
        ),
        (
            "Maria Keller looks forward to opening a larger harbour in the north.",
            "opening a larger harbour in the north",
            "pledge",
        ),
        (
            "Maria Keller urged Norway to build a larger harbour in the north.",
            "Norway to build a larger harbour in the north",
            "appeal",
        ),
        (
            "Maria Keller called on Norway to build a larger harbour.",
            "Norway to build a larger harbour",
            "appeal",
        ),
        (
            "Maria Keller accused the shipping firm of hiding its heavy losses.",
            "hiding its heavy losses",
            "accuse",
        ),
        (
            "Maria Keller ruled out a larger harbour in the north.",
            "a larger harbour in the north",
            "reject",
        ),
        (
            "Maria Keller warned of long delays in the north.",
            "long delays in the north",
            "threaten",
        ),
        (
            "One of Maria Keller's demands is a larger harbour in the north.",
            "a larger harbour in the north",
            "request",
        ),
        (
            "Maria Keller's claim that the harbour needs more money angered them.",
            "the harbour needs more money",
            "allege",
        ),
        ("Maria Keller's promise to build a bridge was kept.", "build a bridge", "pledge"),
        ("Maria Keller's warning of a storm came late.", "a storm", "threaten"),
        ("Maria Keller's call for calm talks came late.", "calm talks", "appeal"),
        ("Maria Keller pledged to cut taxes by 2030.", "cut taxes by 2030", "pledge"),
        ("Maria Keller aims to rebuild the old pier.", "rebuild the old pier", "pledge"),
        (
            "Maria Keller wants the council to pay for it.",
            "the council to pay for it",
            "request",
        ),
        ("Maria Keller apologised for the delay at sea.", "the delay at sea", "concede"),
        ("Maria Keller expressed her full support for it.", "her full support for it", "support"),
        ("Maria Keller voiced doubts about the old pier.", "doubts about the old pier", "assess"),
        ("Maria Keller said she would sell the ship.", "she would sell the ship", "pledge"),
        ("Maria Keller insisted the ship was not hers.", "the ship was not hers", "reject"),
        ("Maria Keller insisted the ship was hers.", "the ship was hers", "state"),
        ("The plan calls for a halt to exports.", "a halt to exports", "appeal"),
    ],
)
def test_every_form_of_indirect_speech_is_read(text: str, content: str, act: str) -> None:
    claim = one_claim(text, "indirect")

    assert claim.passage.text == content
    assert claim.speakers == ("Maria Keller",) or claim.unnamed == "The plan"
    assert claim.act == act


@pytest.mark.parametrize(
    ("verb", "polarity"),
    [("denied", "denied"), ("did not say", "denied"), ("said", "affirmed"), ("ruled", "affirmed")],
)
def test_denial_makes_the_polarity(verb: str, polarity: str) -> None:
    claim = one_claim(f"The court {verb} that the harbour was ever closed to ships.", "indirect")

    assert claim.polarity == polarity


def test_an_impersonal_report_has_no_speaker() -> None:
    claim = one_claim("It was announced that the harbour would close on Friday.", "indirect")

    assert (claim.speakers, claim.unnamed) == ((), None)


def test_an_unnamed_source_is_taken_up_by_a_pronoun() -> None:
    first, second = claims_of(
        "A spokeswoman said the harbour was closed. She added that nobody was hurt there.",
        "indirect",
    )

    assert first.unnamed == second.unnamed == "A spokeswoman"


def test_two_reports_of_one_sentence_do_not_run_together() -> None:
    first, second = claims_of(
        "Maria Keller highlighted the need for a harbour, adding that ships were waiting.",
        "indirect",
    )

    assert first.passage.text == "the need for a harbour"
    assert second.passage.text == "ships were waiting"


def test_a_headline_that_ends_with_its_source_is_a_report() -> None:
    text = (
        "Northern harbour too small for large ships: Maria Keller\n\n"
        "Minister Maria Keller runs the port, which was built by the crews of the town long ago."
    )

    claim = one_claim(text, "indirect")

    assert claim.passage.text == "Northern harbour too small for large ships"
    assert (claim.speakers, claim.rule) == (("Maria Keller",), "headline")


@pytest.mark.parametrize(
    "text",
    [
        "Maria Keller did not say why the harbour was closed to ships.",
        "Maria Keller asked whether the harbour was closed to ships.",
        "The mark shows that the water was high in the harbour.",
        "Maria Keller said no.",
    ],
)
def test_questions_signs_and_single_words_report_nothing(text: str) -> None:
    assert claims_of(text, "indirect") == []


def test_addressees_of_a_conversation_are_found() -> None:
    claim = one_claim(
        "Maria Keller said during a phone call with Peter Olsen that the harbour would close.",
        "indirect",
    )

    assert claim.addressees == ("Peter Olsen",)


def test_a_passive_report_is_said_by_its_agent() -> None:
    claim = one_claim(
        "Peter Olsen was told by Maria Keller that the harbour would close.", "indirect"
    )

    assert claim.speakers == ("Maria Keller",)
    assert claim.addressees == ("Peter Olsen",)


def test_an_agency_that_quotes_somebody_relays_the_words() -> None:
    claim = one_claim(
        "Reuters quoted Maria Keller as saying that the harbour would close.", "indirect"
    )

    assert claim.speakers == ("Maria Keller",)
    assert claim.relayed_by == ("Reuters",)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "According to the coach, Maria Keller, the team was tired of travelling.",
            "the team was tired of travelling",
        ),
        (
            "Maria Keller invited young crews to build a larger harbour in the north.",
            "young crews to build a larger harbour in the north",
        ),
        (
            "Maria Keller stressed the need for a harbour and the long wait for it.",
            "the need for a harbour and the long wait for it",
        ),
        (
            "Maria Keller stressed the need for a harbour while cutting the cost of the plan.",
            "the need for a harbour while cutting the cost of the plan",
        ),
        (
            "A claim by Maria Keller that the harbour needs more money angered them.",
            "the harbour needs more money",
        ),
        (
            "The winner, Maria Keller, said that the harbour was far too small.",
            "the harbour was far too small",
        ),
        (
            "A statement by Maria Keller said that the harbour was far too small.",
            "the harbour was far too small",
        ),
        (
            "The harbour, according to Maria Keller, is far too small for ships.",
            "The harbour, according to Maria Keller, is far too small for ships",
        ),
    ],
)
def test_names_and_content_are_found_in_longer_sentences(text: str, content: str) -> None:
    claim = one_claim(text, "indirect")

    assert claim.passage.text == content
    assert claim.speakers == ("Maria Keller",)


def test_two_verbs_of_one_subject_report_two_things() -> None:
    first, second = claims_of(
        "Maria Keller vowed to build a larger harbour and asked all crews to wait outside.",
        "indirect",
    )

    assert first.passage.text == "build a larger harbour"
    assert second.passage.text == "all crews to wait outside"


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Some", "Some"),
        ("Analysts at the bank", "Analysts at the bank"),
        (
            LONG_NAME,
            "The old captain",
        ),
    ],
)
def test_the_words_for_an_unnamed_source_are_short(subject: str, words: str) -> None:
    claim = one_claim(f"{subject} said that the harbour was far too small.", "indirect")

    assert (claim.speakers, claim.unnamed) == ((), words)


def test_a_pronoun_without_anybody_before_it_says_nothing() -> None:
    assert claims_of("It said that the harbour was far too small for ships.", "indirect") == []


def test_content_that_begins_with_quoted_words_begins_with_their_mark() -> None:
    claim = one_claim('Maria Keller called for "urgent work" on the old harbour.', "indirect")

    assert claim.passage.text == '"urgent work" on the old harbour'


def test_a_quotation_and_nothing_else_is_no_indirect_speech() -> None:
    assert claims_of('Maria Keller said, "The port is closed now."', "indirect") == []


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "The law, argued Maria Keller, would hurt small firms in the north.",
            "The law, argued Maria Keller, would hurt small firms in the north",
            "Maria Keller",
        ),
        (
            "Maria Keller denied having sold the island to a bank.",
            "having sold the island to a bank",
            "Maria Keller",
        ),
        (
            "Maria Keller explained how the fund would work in practice.",
            "how the fund would work in practice",
            "Maria Keller",
        ),
        (
            "Maria Keller announced the closure of the plant in the harbour.",
            "the closure of the plant in the harbour",
            "Maria Keller",
        ),
        (
            "The prices will rise again, according to Maria Keller, head of the fish board.",
            "The prices will rise again",
            "Maria Keller",
        ),
        (
            "Residents are worried the harbour will be closed for the summer.",
            "the harbour will be closed for the summer",
            "Residents",
        ),
    ],
)
def test_inserted_gerund_and_nominal_reports_have_content_and_speaker(
    text: str, words: str, speaker: str
) -> None:
    found = claims_of(text, "indirect")

    assert [(c.passage.text, c.speakers[0] if c.speakers else c.unnamed) for c in found] == [
        (words, speaker)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The new law is mild, so the taxes requested in arrears stay with the council.",
        "Maria Keller asked how the fund would work in practice.",
        "Maria Keller, who hoped, left.",
    ],
)
def test_participles_and_questions_report_nothing(text: str) -> None:
    assert claims_of(text, "indirect") == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Maria Keller denied paying bribes.", "paying bribes"),
        ("Maria Keller refuted claims that ships were lost.", "ships were lost"),
        ("Maria Keller dismissed suggestions that it had leaked.", "it had leaked"),
        ("Maria Keller brushed aside reports that it was sold.", "it was sold"),
        ("Maria Keller brushed the warnings of rain aside on Monday.", "the warnings of rain"),
        ("Maria Keller shrugged off talk of a merger.", "talk of a merger"),
        ("Maria Keller doubts that the pier is safe.", "the pier is safe"),
        ("Maria Keller's denial of any wrongdoing came late.", "any wrongdoing"),
    ],
)
def test_what_is_denied_is_told_by_itself(text: str, content: str) -> None:
    claim = one_claim(text, "indirect")

    assert (claim.passage.text, claim.polarity) == (content, "denied")
    assert claim.speakers == ("Maria Keller",)


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (
            "The minister's promise to build a bridge pleased many.",
            "build a bridge",
            "The minister",
        ),
        ("A call by the union for a strike came late.", "a strike", "the union"),
    ],
)
def test_a_noun_of_saying_may_be_of_somebody_without_a_name(
    text: str, content: str, speaker: str
) -> None:
    claim = one_claim(text, "indirect")

    assert (claim.passage.text, claim.unnamed) == (content, speaker)


@pytest.mark.parametrize(
    "text",
    [
        "Maria Keller dismissed the idea.",
        "The ship's warning of a storm was loud.",
        "Her warning of a storm was loud.",
        "The harbour's offer is small.",
        "Maria Keller wants to sleep in the old harbour.",
    ],
)
def test_what_nobody_says_or_what_says_nothing_by_itself_is_left_out(text: str) -> None:
    assert claims_of(text, "indirect") == []


def test_a_figure_that_somebody_aims_at_is_said_by_them() -> None:
    claim = one_claim("The council aims to build 300 homes.", "statistic")

    assert (claim.unnamed, claim.passage.text) == ("The council", "300 homes")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The pier was old; the ship was safe, Maria Keller said.", "the ship was safe"),
        (
            "The pier, Maria Keller said, was old; the ship was safe.",
            "The pier, Maria Keller said, was old",
        ),
    ],
)
def test_what_stands_behind_a_semicolon_is_another_matter(text: str, content: str) -> None:
    assert one_claim(text, "indirect").passage.text == content


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_source_is_not_taken_from_the_next_paragraph(gap: str) -> None:
    text = f"The prices of fish rose again, according to{gap}Maria Keller has left the town."

    assert claims_of(text, "indirect") == []
