"""Articles in, what a model says about each out: several asked at a time, none twice, all counted.

What was answered is kept in a folder under the hash of all that was asked, so that a build that is
broken off, or made again, asks about nothing that it knows. The key is no part of it.
"""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from threading import Event, Semaphore, Thread

import msgspec

from triplewire.errors import AnswerError, ExtractError
from triplewire.extract.endpoint.answer import Found
from triplewire.extract.endpoint.ask import Conversation, Reply, request_about
from triplewire.extract.endpoint.settings import Endpoint
from triplewire.records import Article, Asked
from triplewire.system.hashes import digest
from triplewire.system.kept import Kept

_MOST_KEPT = 500_000_000  # bytes
# Articles asked about one after the other without an answer, after which it is the server's fault.
_GIVE_UP = 5
# Articles in hand at a time.
_BATCH = 16


class Session:
    """What one run asks of an endpoint."""

    def __init__(self, endpoint: Endpoint, wait: Callable[[float], object] = time.sleep) -> None:
        """Begin to ask; ``wait`` lets seconds pass."""
        self._endpoint = endpoint
        self._wait = wait
        self._kept = Kept(endpoint.answers, _MOST_KEPT) if endpoint.answers else None
        self._recent: dict[str, Reply] = {}
        self._dropped: dict[str, int] = {}
        self._counts = Counter[str]()
        self._unanswered = 0

    @property
    def asked(self) -> Asked:
        """What was asked so far."""
        return Asked(**self._counts, dropped=sum(self._dropped.values()))

    def drop(self, article: Article, findings: int) -> None:
        """Note how many findings of an article were none; whoever drafts it again counts once."""
        self._dropped[article.sha256] = findings

    def findings(self, articles: Iterator[Article]) -> Iterator[tuple[Article, Found]]:
        """Yield each article with what the model finds in it, in order.

        Raises: AnswerError at the first without an answer, when those in hand with it are asked
        about; ExtractError when the endpoint refuses all, or fails too often.
        """
        while batch := list(islice(articles, _BATCH)):
            keys = [self._key(article) for article in batch]
            if any(key not in self._recent for key in keys):
                texts = {key: one.text for key, one in zip(keys, batch, strict=True)}
                self._recent = dict(self._replies(texts))
            for key, article in zip(keys, batch, strict=True):
                reply = self._recent[key]
                if reply.found is None:
                    raise _failure(reply, article.name)
                yield article, reply.found

    def _key(self, article: Article) -> str:
        request = json.dumps(request_about(self._endpoint.model, article.text), sort_keys=True)
        return digest(self._endpoint.url, request)

    def _replies(self, texts: dict[str, str]) -> Iterator[tuple[str, Reply]]:
        """Yield the reply about each text, in order; those that nobody knows are asked for."""
        slots, given_up = Semaphore(self._endpoint.connections), Event()
        replies: dict[str, Reply] = {}

        def work(key: str) -> None:
            with slots:
                if not given_up.is_set():
                    replies[key] = self._reply(key, texts[key])
                    if _is_final(replies[key]):
                        given_up.set()

        # They end with the program: nobody waits for a server that is slow when all is over.
        threads = {key: Thread(target=work, args=(key,), daemon=True) for key in texts}
        for thread in threads.values():
            thread.start()
        try:
            for key, thread in threads.items():
                thread.join()
                # Where another one has shown that it is in vain, this one was not asked about.
                reply = replies.get(key) or next(filter(_is_final, replies.values()))
                self._note(reply)
                yield key, reply
        finally:
            given_up.set()
            if self._kept is not None:
                self._kept.trim()

    def _reply(self, key: str, text: str) -> Reply:
        known = self._kept.get(key) if self._kept is not None else None
        if known is not None:
            return Reply(found=msgspec.json.decode(known, type=Found))
        reply = Conversation(self._endpoint, self._wait).about(text)
        if reply.found is not None and self._kept is not None:
            self._kept.put(key, msgspec.json.encode(reply.found))
        return reply

    def _note(self, reply: Reply) -> None:
        """Count a reply.

        Raises: ExtractError when it shows that no article will be answered about.
        """
        answered = "answered" if reply.requests else "kept"
        self._counts["failed" if reply.failure else answered] += 1
        for name in ("requests", "tokens_in", "tokens_out", "uncounted"):
            self._counts[name] += getattr(reply, name)
        if reply.failure is not None and _is_final(reply):
            raise reply.failure
        self._unanswered = self._unanswered + 1 if reply.silent else 0
        if reply.failure is not None and self._unanswered == _GIVE_UP:
            raise ExtractError(
                f"no answer about {_GIVE_UP} articles in a row: {reply.failure.what}",
                where=self._endpoint.url,
                hint="see whether the server runs; what it has answered is kept",
            )


def _is_final(reply: Reply) -> bool:
    """Say whether a failure is that of all articles."""
    return reply.failure is not None and not isinstance(reply.failure, AnswerError)


def _failure(reply: Reply, name: str) -> ExtractError:
    """Return why there is no answer about the article of a name."""
    what, hint = (reply.failure.what, reply.failure.hint) if reply.failure else ("no answer", "")
    return AnswerError(what, where=name, hint=hint)
