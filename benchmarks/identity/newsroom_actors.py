"""Articles in, the actors that a build of them as one newsroom finds, with their IRIs, out."""

import json
from dataclasses import dataclass
from pathlib import Path

from linked_texts import LinkedText
from task_rows import task_rows

from triplewire.build import Tools, kept_draft, open_tables, set_up, survey
from triplewire.build.tasks import TASKS, TaskRow
from triplewire.extract import load_analyser
from triplewire.link import NOTHING, identify, link, profile
from triplewire.newsroom import open_newsroom
from triplewire.read import read_data
from triplewire.records import Draft, IdentityLink, LinkedActor


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An article with what a build makes of it."""

    given: LinkedText
    draft: Draft
    actors: tuple[LinkedActor, ...]


def built(
    texts: list[LinkedText], folder: Path, model: str | None
) -> tuple[list[Built], tuple[IdentityLink, ...]]:
    """Return each article with its actors, and what was judged of actors that may be one.

    Who is one is told from all of the articles, as in a build. Drafts are kept in the folder, and
    taken from there while text and extractor are the same.
    """
    analyser = load_analyser(model)
    setup = set_up(open_newsroom(folder), analyser.version)
    articles = [read_data(_record(text), text.name, ".json").articles[0] for text in texts]
    with open_tables(folder, analyser.version, None) as engine:
        engine.write(TASKS, task_rows(articles), TaskRow)
        survey(engine, Tools(analyser=analyser, setup=setup))
    drafts = [kept_draft(folder, article) for article in articles]
    # A profile is not taken from what was kept: how it is made may be what is measured.
    authorities = setup.authorities
    found = [(text, draft) for text, draft in zip(texts, drafts, strict=True) if draft is not None]
    identity = identify((profile(draft, authorities) for _, draft in found), authorities)
    linked = []
    for text, draft in found:
        known = identity.slices.get(draft.article.sha256, NOTHING)
        actors = link(draft, authorities, known).actors
        linked.append(Built(given=text, draft=draft, actors=actors))
    return linked, identity.links


def _record(text: LinkedText) -> bytes:
    record = {"title": text.title, "published": text.published, "text": text.text}
    return json.dumps({key: value for key, value in record.items() if value}).encode()
