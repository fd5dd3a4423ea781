"""One process, measured from outside: wall, CPU, peak memory; and several of them side by side in turn."""

import os
import select
import signal
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
    rounds: int = None


@dataclass
class Run:
    wall: float
    cpu: float
    memory: int
    """Bytes."""


class Failed(Exception):
    """A contender that did not do what it was to do."""


# Milliseconds between two looks at the memory of a process, and seconds until it is given up.
PAUSE = 2
TIMEOUT = float(os.environ.get("TIMEOUT", "300"))


def peak(pid):
    """Bytes of memory at most so far. What `wait4` tells begins with what this program had when it forked."""
    try:
        with open(f"/proc/{pid}/status") as status:
            lines = [line for line in status if line.startswith("VmHWM")]
    except OSError:
        return 0
    return int(lines[0].split()[1]) * 1024 if lines else 0


def await_end(child, start):
    """Peak memory until the end of the process, which comes soon enough or by force."""
    end, memory = os.pidfd_open(child.pid), 0
    waiting = select.poll()
    waiting.register(end, select.POLLIN)
    try:
        while not waiting.poll(PAUSE):
            memory = max(memory, peak(child.pid))
            if time.monotonic() - start > TIMEOUT:
                os.killpg(child.pid, signal.SIGKILL)
                os.wait4(child.pid, 0)
                raise Failed(f"no end after {TIMEOUT:.0f} s")
    finally:
        os.close(end)
    return memory


def run(contender, into):
    """Runs once with stdout in the file `into`."""
    environment = {**os.environ, **contender.environment}
    with open(into, "wb") as out, open(f"{into}.log", "wb") as log:
        start = time.monotonic()
        child = subprocess.Popen(
            contender.command, stdin=subprocess.DEVNULL, stdout=out, stderr=log, env=environment, start_new_session=True
        )
        memory = await_end(child, start)
        wall = time.monotonic() - start
        _, status, usage = os.wait4(child.pid, 0)
    wrong = f"exit {os.waitstatus_to_exitcode(status)}" if status else contender.check and contender.check(into)
    if wrong:
        with open(f"{into}.log", errors="replace") as log:
            raise Failed(f"{wrong}: {log.read()[-300:].strip()}")
    return Run(wall, usage.ru_utime + usage.ru_stime, memory)


def compare(contenders, rounds, place):
    """Runs all in turn, `rounds` times. Of each, what was measured; one that fails says why and is not run again."""
    rows = [{"name": contender.name, "wall": [], "cpu": [], "memory": 0} for contender in contenders]
    for number in range(rounds):
        turn = number % len(contenders)
        order = list(zip(contenders, rows))
        for contender, row in order[turn:] + order[:turn]:
            if number < (contender.rounds or rounds) and "failed" not in row:
                once(contender, row, place)
    return rows


def once(contender, row, place):
    try:
        done = run(contender, f"{place}/out")
    except Failed as failed:
        row["failed"] = str(failed)
        return
    row["wall"].append(done.wall)
    row["cpu"].append(done.cpu)
    row["memory"] = max(row["memory"], done.memory)


def count(contenders, rows, proxy, place):
    """Runs all once more, untimed, through a proxy that counts."""
    for contender, row in zip(contenders, rows):
        if "failed" in row:
            continue
        proxy.clear()
        try:
            run(contender, f"{place}/out")
            row.update(requests=proxy.requests, sent=proxy.sent, received=proxy.received)
        except Failed as failed:
            row["failed"] = f"counted: {failed}"


def middle(row, what):
    return statistics.median(row[what])
