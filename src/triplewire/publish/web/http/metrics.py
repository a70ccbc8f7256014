"""Requests as they end in, counts and durations in Prometheus's text format out."""

from collections import Counter
from collections.abc import Mapping

# Upper bounds of the buckets of durations, in seconds.
_BOUNDS = (0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10.0, 30.0)
_ROUTES = ("sparql", "graph-store", "events", "health", "metrics", "static", "dumps")


class Metrics:
    """What was asked, how it ended, and how long that took."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, int]] = Counter()
        self._buckets: Counter[tuple[str, float]] = Counter()
        self._seconds: Counter[str] = Counter()

    def count(self, path: str, status: int, seconds: float) -> None:
        """Note that a request has ended; status 0 says that it was broken off."""
        first = path.split("/", 2)[1] if "/" in path else ""
        route = first if first in _ROUTES else "pages"
        self._requests[route, status] += 1
        bound = next((bound for bound in _BOUNDS if seconds <= bound), float("inf"))
        self._buckets[route, bound] += 1
        self._seconds[route] += seconds  # type: ignore[assignment]

    def text(self, outcomes: Mapping[str, int], state: Mapping[str, int]) -> str:
        """Return everything that was counted, with the outcomes of queries and the pool's state."""
        lines = ["# TYPE triplewire_requests_total counter"]
        for (route, status), number in sorted(self._requests.items()):
            labels = f'route="{route}",status="{status}"'
            lines.append(f"triplewire_requests_total{{{labels}}} {number}")
        lines.append("# TYPE triplewire_request_seconds histogram")
        for route in sorted(self._seconds):
            total = 0
            for bound in (*_BOUNDS, float("inf")):
                total += self._buckets[route, bound]
                limit = "+Inf" if bound == float("inf") else f"{bound:g}"
                labels = f'route="{route}",le="{limit}"'
                lines.append(f"triplewire_request_seconds_bucket{{{labels}}} {total}")
            of = f'{{route="{route}"}}'
            lines.append(f"triplewire_request_seconds_sum{of} {self._seconds[route]:.6f}")
            lines.append(f"triplewire_request_seconds_count{of} {total}")
        lines.append("# TYPE triplewire_queries_total counter")
        for outcome, number in sorted(outcomes.items()):
            lines.append(f'triplewire_queries_total{{outcome="{outcome}"}} {number}')
        for name, number in sorted(state.items()):
            lines.append(f"# TYPE triplewire_{name} gauge")
            lines.append(f"triplewire_{name} {number}")
        return "\n".join(lines) + "\n"
