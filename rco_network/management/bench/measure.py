"""How something is measured: turn by turn against its rival, medians, and how far they spread."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """How much is measured. `requests` and `saves` are per round."""

    rounds: int
    requests: int
    saves: int
    organisations: int
    attendances: int
    in_report: int
    imported: int
    people: int = 100_000
    questions: int = 400


FULL = Size(12, 40, 25, 300, 2_000_000, 1_000_000, 100_000)
QUICK = Size(2, 6, 3, 3, 4_000, 2_000, 800, questions=100)


@dataclass(frozen=True)
class Result:
    """One line of the table: how the product does, how its rival does, and what is asked.

    Samples are one number a round, in `unit`. `is_rate` samples are better when larger; the goal
    is then the least that the ratio may be, else the most. Without a goal the line only informs.
    """

    what: str
    ours: list[float]
    theirs: list[float]
    unit: str
    goal: float | None
    is_rate: bool = False

    @property
    def ratio(self) -> float:
        """The median of what each round gives: a busy minute slows both sides of its round."""
        if len(self.ours) != len(self.theirs):
            return statistics.median(self.ours) / statistics.median(self.theirs)
        return statistics.median(a / b for a, b in zip(self.ours, self.theirs, strict=True))

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is met, None where there is none."""
        if self.goal is None:
            return None
        return self.ratio >= self.goal if self.is_rate else self.ratio <= self.goal


def alternate(rivals: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Let each rival have its turn in every round, and return its samples.

    Interleaved, so that what else the machine does meanwhile is shared out among them; the order
    turns round each time, so that nobody always comes second.
    """
    samples: dict[str, list[float]] = {name: [] for name in rivals}
    for number in range(rounds):
        turn = list(rivals) if number % 2 == 0 else list(rivals)[::-1]
        for name in turn:
            samples[name].append(rivals[name]())
    return samples


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median_ms(work: Callable[[], object], times: int) -> float:
    """Return the median of so many calls, in milliseconds."""
    return statistics.median(seconds(work) for _ in range(times)) * 1000


def spread(samples: list[float]) -> str:
    """Return half the distance between the quartiles, as a share of the median, in per cent."""
    middle = statistics.median(samples)
    if len(samples) < 2 or not middle:
        return "one round"
    low, _, high = statistics.quantiles(samples, n=4)
    return f"± {(high - low) / 2 / middle:.0%}"


def number(value: float) -> str:
    """Write a sample with three figures."""
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def table(results: list[Result]) -> str:
    """Return the results as a table in Markdown, as the README prints it."""
    lines = [
        "| measure | product | rival | ratio | goal | |",
        "|---|---|---|---|---|---|",
    ]
    for r in results:
        ours, theirs = (
            f"{number(statistics.median(s))} {r.unit} ({spread(s)})" for s in (r.ours, r.theirs)
        )
        if r.goal is None:
            goal, verdict = "", ""
        else:
            goal = f"{'≥' if r.is_rate else '≤'} {r.goal:g} ×"
            verdict = "met" if r.is_met else "**missed**"
        lines.append(f"| {r.what} | {ours} | {theirs} | {r.ratio:.2f} × | {goal} | {verdict} |")
    return "\n".join(lines)
