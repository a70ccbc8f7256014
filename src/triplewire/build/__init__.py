"""What a build is made of: the steps of one article, the processes that share them, and the books of a store."""

from triplewire.build.one_article import Bench
from triplewire.build.one_article import Case
from triplewire.build.workers import Crew
from triplewire.build.faults import Fault
from triplewire.build.faults import LOG
from triplewire.build.ledger import Ledger
from triplewire.build.memo import Memo
from triplewire.build.ledger import Outcome
from triplewire.build.workers import Tools
from triplewire.build.gold import gold_layout
from triplewire.build.faults import guarded
from triplewire.build.roots import place
from triplewire.build.one_article import set_up
from triplewire.build.faults import write_log

__all__ = ["Bench", "Case", "Crew", "Fault", "LOG", "Ledger", "Memo", "Outcome", "Tools", "gold_layout", "guarded", "place", "set_up", "write_log",]
