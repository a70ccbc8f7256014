"""A draft in, the layout of the hand-made annotations out, so that the two can be compared."""

from typing import Any

from triplewire.event_types import event_types
from triplewire.records import Actor, Claim, Draft, Event, Passage


def gold_layout(draft: Draft) -> dict[str, Any]:
    """Return a draft as a JSON object: metadata, actors, events and claims.

    Units: offsets count code points from 0 in the article's text; ``value`` is a JSON number.
    """
    return {
        "file": draft.article.name,
        "metadata": _metadata(draft),
        "actors": [_actor(actor) for actor in draft.actors],
        "events": [_event(number, event) for number, event in enumerate(draft.events, 1)],
        "claims": [_claim(number, claim) for number, claim in enumerate(draft.claims, 1)],
    }


def _metadata(draft: Draft) -> dict[str, Any]:
    known = draft.metadata
    return {
        "title": known.title,
        "publisher": known.publisher,
        "credited_source": known.credited_source,
        "date": known.published[:10] if known.published else None,
        "dateline_place": known.dateline_place,
        "section": known.section,
        "language": draft.article.language,
        "urls": list(known.urls),
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {"start": passage.start, "end": passage.end, "text": passage.text}


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "name": actor.name,
        "type": actor.type,
        "aliases": list(actor.aliases),
        "roles": [role.text for role in actor.roles],
        "role_rules": {role.text: role.rule for role in actor.roles},
        "mentions": [{**_passage(m.passage), "kind": m.kind} for m in actor.mentions],
        **_found(actor),
    }


def _event(number: int, event: Event) -> dict[str, Any]:
    return {
        "id": f"e{number}",
        "type": _annotated(event.type),
        "label": event.label,
        "date": event.when,
        "place": event.place,
        "participants": [{"name": p.called, "role": p.role} for p in event.participants],
        "evidence": _passage(event.evidence),
        "modality": event.modality,
        **_found(event),
    }


def _annotated(name: str) -> str:
    """Return the annotators' kind for a type; a curator may use acts that the table lacks."""
    kind = event_types().get(name)
    return kind.annotated if kind is not None else name.replace("-", "_")


def _claim(number: int, claim: Claim) -> dict[str, Any]:
    layout: dict[str, Any] = {
        "id": f"c{number}",
        "kind": claim.kind,
        **_passage(claim.passage),
        "speaker": _speaker(claim),
        "about": list(claim.about),
        "partial": claim.partial,
        **_found(claim),
    }
    if claim.alternatives:
        layout["speaker_alternatives"] = list(claim.alternatives)
    if claim.figure is not None and claim.figure.unit is None:
        layout |= {"rank": int(claim.figure.value), "scope": claim.figure.measure}
    elif claim.figure is not None:
        value = claim.figure.value
        layout |= {
            "value": int(value) if value == value.to_integral_value() else float(value),
            "unit": claim.figure.unit,
            "period": claim.figure.when,
            "measure": claim.figure.measure,
        }
    return layout


def _found(finding: Claim | Event | Actor) -> dict[str, Any]:
    return {"rule": finding.rule, "confidence": float(finding.confidence)}


def _speaker(claim: Claim) -> str | list[str] | None:
    if len(claim.speakers) > 1:
        return list(claim.speakers)
    return claim.speakers[0] if claim.speakers else claim.unnamed
