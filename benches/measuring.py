"""What a run of a program costs: processor time, time, memory, of all its processes together."""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass


class Failed(Exception):
    """A program that did not end well; the sentence is its last word."""


@dataclass(frozen=True)
class Cost:
    """Of one run, or the medians of several."""

    processor: float  # seconds, of user and system, of the process and all that it waited for
    wall: float  # seconds
    memory: int  # bytes: the largest resident set of any one of its processes


def environment():
    """The environment without what the program would take from it as an option."""
    return {name: value for name, value in os.environ.items() if "KADERGRAAF" not in name}


def run(command, output=None, accept=(0,)):
    """Runs a command to its end; standard output goes to a file, or nowhere."""
    with open(output or os.devnull, "wb") as out:
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.PIPE,
            env=environment(),
        )
        messages = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accept:
        lines = messages.decode("utf-8", "replace").strip().splitlines()
        raise Failed(lines[-1] if lines else f"ended with status {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * unit)


def floor():
    """The memory of a program that does nothing, as it is seen from here: a process counts what the
    one that started it had at that moment. Nothing smaller can be measured."""
    return max(run(["true"]).memory for _ in range(5))


def median(costs):
    """The median of each."""
    return Cost(
        statistics.median(cost.processor for cost in costs),
        statistics.median(cost.wall for cost in costs),
        int(statistics.median(cost.memory for cost in costs)),
    )
