"""What one run saw is what the next one knows."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from triplewire.fetch.robots import Rules
from triplewire.fetch.state import STATE, Host, Seen, State, load, save

_WORDS = st.text(max_size=20)
_RULES = st.builds(
    Rules,
    allow=st.lists(_WORDS, max_size=3).map(tuple),
    delay=st.floats(0, 60, allow_nan=False),
)
_STATES = st.builds(
    State,
    hosts=st.dictionaries(_WORDS, st.builds(Host, rules=_RULES, etag=_WORDS), max_size=3),
    pages=st.dictionaries(
        _WORDS,
        st.builds(
            Seen, etag=_WORDS, gone=st.booleans(), items=st.lists(_WORDS, max_size=3).map(tuple)
        ),
        max_size=3,
    ),
)


@settings(max_examples=50)
@given(_STATES)
def test_a_state_comes_back_as_it_was_saved(state: State) -> None:
    with TemporaryDirectory() as folder:
        save(Path(folder), state)

        assert load(Path(folder)) == state
        assert [path.name for path in Path(folder).iterdir()] == [STATE]


def test_a_state_does_not_depend_on_the_order_in_which_things_were_seen(tmp_path: Path) -> None:
    pages = {"b": Seen(etag="1"), "a": Seen(gone=True)}
    written = []
    for order in (pages, dict(sorted(pages.items()))):
        save(tmp_path, State(pages=order))
        written.append((tmp_path / STATE).read_bytes())

    assert written[0] == written[1]
