"""What it took to ask a model about articles."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a build asked of a model behind an endpoint, and what came of it.

    ``answered`` articles were answered about now, ``kept`` had been before, ``failed`` were not.
    ``requests`` is how often the endpoint was asked, repetitions included.
    Units: ``tokens_in`` and ``tokens_out`` are tokens as the endpoint counts them; of ``uncounted``
    answers it told none. ``dropped`` counts findings whose words are not in the article.
    """

    answered: int = 0
    kept: int = 0
    failed: int = 0
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    uncounted: int = 0
    dropped: int = 0
