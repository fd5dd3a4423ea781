"""One process, measured from outside: wall, CPU, peak memory; and how several of them compare."""

import os
import statistics
import subprocess
import time
from dataclasses import dataclass, field


@dataclass
class Contender:
    """What is run. `check` says what is wrong with its output, or nothing."""

    name: str
    command: list
    check: object = None
    environment: dict = field(default_factory=dict)
    stdin: str = None
    rounds: int = None


@dataclass
class Run:
    wall: float
    cpu: float
    memory: int
    """Bytes."""
    requests: int


PAUSE = 0.002


def peak(pid):
    """Bytes of memory at most so far. What `wait4` tells begins with what this program had when it forked."""
    try:
        with open(f"/proc/{pid}/status") as status:
            lines = [line for line in status if line.startswith("VmHWM")]
    except OSError:
        return 0
    return int(lines[0].split()[1]) * 1024 if lines else 0


def run(contender, demo, into):
    """Runs once with stdout in the file `into`."""
    before = demo.requests()
    stdin = open(contender.stdin) if contender.stdin else subprocess.DEVNULL
    with open(into, "wb") as out, open(f"{into}.log", "wb") as log:
        start = time.monotonic()
        child = subprocess.Popen(
            contender.command, stdin=stdin, stdout=out, stderr=log, env={**os.environ, **contender.environment}
        )
        memory, (pid, status, usage) = 0, (0, 0, None)
        while not pid:
            memory = max(memory, peak(child.pid))
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            time.sleep(0 if pid else PAUSE)
        wall = time.monotonic() - start
    wrong = f"exit {os.waitstatus_to_exitcode(status)}" if status else contender.check and contender.check(into)
    if wrong:
        tail = open(f"{into}.log", errors="replace").read()[-2000:]
        raise SystemExit(f"{contender.name}: {wrong}\n{' '.join(contender.command)}\n{tail}")
    return Run(wall, usage.ru_utime + usage.ru_stime, memory, demo.requests() - before)


def compare(title, contenders, demo, rounds, place):
    """Runs all in turn, `rounds` times, and prints a table; ratios are to the first."""
    runs = {contender.name: [] for contender in contenders}
    for number in range(rounds):
        turn = number % len(contenders)
        for contender in contenders[turn:] + contenders[:turn]:
            if number < (contender.rounds or rounds):
                runs[contender.name].append(run(contender, demo, f"{place}/out"))
    print(f"\n### {title}\n")
    print("| | wall, median (least to most) | ratio | CPU | ratio | peak memory | requests |")
    print("|---|---|---|---|---|---|---|", flush=True)
    first = runs[contenders[0].name]
    for name, rows in runs.items():
        print(line(name, rows, first), flush=True)


def line(name, rows, first):
    middle = lambda rows, what: statistics.median(getattr(row, what) for row in rows)
    ratio = lambda what: f"{middle(rows, what) / max(middle(first, what), 1e-4):.2f}"
    walls = [row.wall for row in rows]
    return (
        f"| {name} | {seconds(middle(rows, 'wall'))} ({seconds(min(walls))} to {seconds(max(walls))}) | {ratio('wall')} "
        f"| {seconds(middle(rows, 'cpu'))} | {ratio('cpu')} | {max(row.memory for row in rows) / 2**20:.1f} MiB "
        f"| {rows[-1].requests} |"
    )


def seconds(value):
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"
