"""What a build is made of: the steps of one article, the processes that share them, the books."""

from triplewire.build.faults import LOG, Fault, guarded, write_log
from triplewire.build.gold import gold_layout
from triplewire.build.ledger import Ledger, Outcome
from triplewire.build.memo import Memo
from triplewire.build.one_article import Bench, Case, set_up
from triplewire.build.roots import place
from triplewire.build.workers import Crew, Tools

__all__ = [
    "LOG",
    "Bench",
    "Case",
    "Crew",
    "Fault",
    "Ledger",
    "Memo",
    "Outcome",
    "Tools",
    "gold_layout",
    "guarded",
    "place",
    "set_up",
    "write_log",
]
