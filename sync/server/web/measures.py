"""Count requests, for whoever watches the server: the text format of Prometheus."""

import threading
from collections import Counter
from collections.abc import Iterator


class Measures:
    """What this process did since it started."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, int]] = Counter()
        self._seconds: Counter[str] = Counter()

    def count(self, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        with self._lock:
            self._requests[route, status] += 1
            self._seconds[route] += seconds  # type: ignore[assignment]  # a Counter adds any number

    def text(self) -> str:
        """Write what was counted."""
        with self._lock:
            return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        yield "# TYPE carnet_requests_total counter"
        for (route, status), count in sorted(self._requests.items()):
            yield f'carnet_requests_total{{route="{route}",status="{status}"}} {count}'
        yield "# TYPE carnet_request_seconds_total counter"
        for route, seconds in sorted(self._seconds.items()):
            yield f'carnet_request_seconds_total{{route="{route}"}} {seconds:.6f}'
