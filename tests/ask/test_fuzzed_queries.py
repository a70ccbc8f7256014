"""Random queries get past neither the guard nor the outline (benchmarks/reliability/queries.py)."""

from queries import FAULTS, run


def test_what_the_guard_lets_through_oxigraph_reads_as_it_did() -> None:
    counts = run(2_000, seed=2)

    assert {name: counts[name] for name in FAULTS} == dict.fromkeys(FAULTS, 0)
    assert counts["services"] > 150
    assert counts["depths"] > 500
    assert counts["accepted"] > 800
