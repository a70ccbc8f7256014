"""Broken requests do no harm: a short form of what benchmarks/reliability sends by the thousand."""

from benchmarks.reliability import mutants

_NEVER = ("faults", "broken", "hangs", "wrong", "tracebacks", "lost")


def test_broken_requests_leave_a_server_that_answers_rightly() -> None:
    found = mutants.run(400, 1)

    assert {name: found[name] for name in _NEVER} == dict.fromkeys(_NEVER, 0)
    assert found["answered"] > 200
