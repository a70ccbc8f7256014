import pytest

from triplewire.read import language
from triplewire.read.language import language_of, primary

FOREIGN = {
    "fr": "Le ministre a dit jeudi que le commerce avait augmenté de deux pour cent cette année.",
    "de": "Die Regierung hat heute beschlossen, die Steuern auf Kaffee im Herbst zu senken.",
    "es": "El presidente dijo que la economía crecerá un dos por ciento el año que viene.",
    "ja": "日本の首相は木曜日に貿易が増加したと記者会見で述べました。",
}


@pytest.mark.parametrize("tag", sorted(FOREIGN))
def test_another_language_is_recognised_whatever_the_source_states(tag: str) -> None:
    assert language_of(FOREIGN[tag], None) == tag
    assert language_of(FOREIGN[tag], "en") == tag


def test_english_is_recognised_whatever_the_source_states() -> None:
    text = "The mayor said on Thursday that the harbour would be rebuilt within two years."

    assert language_of(text, None) == "en"
    assert language_of(text, "fr") == "en"


@pytest.mark.parametrize("text", ["Reuters AP AFP", "12 %"])
def test_where_the_text_does_not_tell_the_source_does(text: str) -> None:
    assert language_of(text, None) == "en"
    assert language_of(text, "en-GB") == "en"
    assert language_of(text, "de_AT") == "de"


def test_what_is_too_short_to_tell_is_not_looked_at_unless_the_source_says_it_is_foreign(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks: list[str] = []
    detector = language._detector()
    detect = detector.detect

    def noted(text: str, **told: object) -> list[dict[str, object]]:
        looks.append(text)
        return detect(text, **told)  # type: ignore[arg-type]

    monkeypatch.setattr(detector, "detect", noted)
    tags = [language_of("AFP AP", stated) for stated in (None, "en", "de")]

    assert (tags, looks) == (["en", "en", "de"], ["AFP AP"])


def test_the_languages_that_a_text_is_scarcely_in_are_not_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counts: list[int] = []
    detector = language._detector()
    detect = detector.detect

    def counted(text: str, **told: object) -> list[dict[str, object]]:
        found = detect(text, **told)  # type: ignore[arg-type]
        counts.append(len(found))
        return found

    monkeypatch.setattr(detector, "detect", counted)
    for text in FOREIGN.values():
        language_of(text, None)

    assert max(counts) < 25


def test_a_text_in_no_language_above_all_others_is_in_the_likeliest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unsure(_text: str, *, threshold: float = 0.0, **_: object) -> list[dict[str, object]]:
        return [] if threshold else [{"lang": "fr", "score": 0.01}]

    monkeypatch.setattr(language._detector(), "detect", unsure)

    assert language_of(FOREIGN["fr"], None) == "fr"


def test_an_english_story_may_open_with_a_foreign_quotation() -> None:
    story = "The minister later apologised for these words in a statement to the newspaper. " * 3

    assert language_of(FOREIGN["fr"] + "\n" + story, None) == "en"


def test_only_the_beginning_of_a_long_text_is_looked_at() -> None:
    english = "The mayor said on Thursday that the harbour would be rebuilt. " * 40

    assert language_of(english + FOREIGN["de"] * 100, None) == "en"


@pytest.mark.parametrize(
    ("tag", "expected"), [("en-GB", "en"), ("EN_us", "en"), ("fr", "fr"), ("", None), (None, None)]
)
def test_the_first_part_of_a_tag_is_the_language(tag: str | None, expected: str | None) -> None:
    assert primary(tag) == expected
