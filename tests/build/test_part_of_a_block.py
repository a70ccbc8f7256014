"""A worker that is killed over a block is given what is in it once more, piece by piece."""

from tests.link.test_people import load_once
from triplewire.build.identity.blocks_of_actors import JoinActors
from triplewire.build.identity.blocks_of_events import JoinEvents
from triplewire.build.identity.rows import Member


def test_a_part_of_a_block_tells_nothing_that_would_be_kept() -> None:
    alone = Member(block="b", size=2, place="1", kind="row", since=None, content=b"", beside="")
    for step in (JoinActors(load_once(), 1), JoinEvents(load_once(), 1)):
        assert list(step.begin()([alone])) == []
        assert list(step.lost(alone)) == []
