"""A sheet and its parse in, all actors of the article with their mentions out."""

from spacy.tokens import Doc

from triplewire.extract.actors.aliases import (
    add_short_organisations,
    find_introduced,
    join_short_names,
    without_introduced,
)
from triplewire.extract.actors.capitals import move_capitals
from triplewire.extract.actors.cast import Cast
from triplewire.extract.actors.cities import tell_cities
from triplewire.extract.actors.credits import add_credits
from triplewire.extract.actors.descriptions import add_nominals
from triplewire.extract.actors.documents import add_later_mentions, find_titles
from triplewire.extract.actors.from_model import add_named
from triplewire.extract.actors.holders import add_offices
from triplewire.extract.actors.national import find_national
from triplewire.extract.actors.organisations import find_by_head, find_employers, find_state_bodies
from triplewire.extract.actors.persons import (
    add_short_names,
    find_full_names,
    find_names,
    short_names,
    without_organisations,
    without_persons,
)
from triplewire.extract.actors.pronouns import add_pronouns
from triplewire.extract.actors.roles_beside import add_roles
from triplewire.extract.actors.roles_in_sentences import add_posts
from triplewire.extract.layout import PreparedArticle
from triplewire.extract.names import find_known
from triplewire.extract.text import find_quotations
from triplewire.records import Actor


def find_actors(prepared: PreparedArticle, doc: Doc) -> tuple[Actor, ...]:
    """Return the actors: what the rules are sure of first, guesses in the room that is left."""
    text, title = prepared.masked, prepared.layout.title
    cast = Cast(prepared.article.text)
    organisations = [*find_by_head(text), *find_employers(text), *find_national(doc, text)]
    names = find_names(doc, text, prepared.wordlike.values(), title)
    names = without_organisations(names, organisations)
    organisations = list(without_persons(organisations, names))
    introduced = list(find_introduced(text))
    known = list(find_known(text, frozenset(short_names(names))))
    known = without_introduced(known, (*organisations, *introduced), text)
    cast.settle(
        [
            *known,
            *find_full_names(text, names),
            *organisations,
            *introduced,
            *find_state_bodies(text, known),
            *find_titles(text),
        ]
    )
    add_short_names(cast, text, names)
    add_credits(cast, prepared)
    add_short_organisations(cast, text)
    add_named(cast, doc, text, title)
    join_short_names(cast)
    tell_cities(cast)
    move_capitals(cast, doc)
    add_later_mentions(cast, text)
    add_nominals(cast, doc, text)
    add_roles(cast, doc, text)
    add_posts(cast, doc, text)
    add_offices(cast, text)
    add_pronouns(cast, doc, _quoted(text))
    return tuple(cast.actors())


def _quoted(text: str) -> bytearray:
    quoted = bytearray(len(text))
    for quotation in find_quotations(text):
        quoted[quotation.start : quotation.end] = b"\1" * (quotation.end - quotation.start)
    return quoted
