"""The cases: what is compared with what, on which org. What a case measured is kept, so that a later run can add others."""

import csv
import functools
import hashlib
import json
import os
import platform
import sys
import time

import tables
from contenders import PLACE, SF, SFO, SLOW, curl, grown, node, official, python, rows, script, sfo
from demo import Demo
from measure import Contender, compare, count

ROUNDS = int(os.environ.get("ROUNDS", "7"))
KEPT = f"{PLACE}/measured"
FIELDS = "Id Name Industry AnnualRevenue NumberOfEmployees Phone BillingCity CreatedDate".split()
SOQL = f"SELECT {', '.join(FIELDS)} FROM Account"
FEW = f"{SOQL} LIMIT 3"
MANY, MILLION, HALF = 100_000, 1_000_000, 50_000


def start(demo):
    alone = {"environment": {"HOME": demo.home}, "rounds": SLOW}
    return [
        ("version", "Start: --version", [
            Contender("curl", ["curl", "--version"]),
            Contender("sfo", [SFO, "--version"]),
            Contender("sf", [SF, "--version"], **alone),
        ]),
        ("help", "Start: query --help", [
            Contender("sfo", [SFO, "query", "--help"]),
            Contender("sf", [SF, "data", "query", "--help"], **alone),
        ]),
    ]


def few(demo):
    return [("few", "3 rows on a cached login", [
        curl(demo, demo.pages(FEW)),
        sfo(demo, "sfo", "query", FEW),
        python(demo, "simple-salesforce", "query", FEW),
        node(demo, "jsforce", "query", FEW),
        official(demo, "sf", "data", "query", "--json", "-q", FEW),
    ])]


def many(demo):
    ours = lambda form, more: sfo(demo, f"sfo {form}", "query", SOQL, "-f", form, check=rows(MANY, more))
    return [
        ("many", "100,000 rows of 8 fields", [
            curl(demo, demo.pages(SOQL)),
            ours("csv", 1),
            ours("json", 2),
            ours("ndjson", 0),
            ours("table", 1),
            python(demo, "simple-salesforce, only fetched", "query", SOQL),
            python(demo, "simple-salesforce csv", "query", SOQL, columns=FIELDS, check=rows(MANY, 1)),
            node(demo, "jsforce, only fetched", "query", SOQL),
            node(demo, "jsforce csv", "query", SOQL, columns=FIELDS, check=rows(MANY, 1)),
        ]),
        ("half", "The official CLI: 50,000 rows, where it stops", [
            sfo(demo, "sfo csv", "query", SOQL, "--limit", str(HALF), "--csv", check=rows(HALF, 1)),
            official(demo, "sf csv", "data", "query", "-r", "csv", "-q", SOQL, check=rows(HALF)),
        ]),
    ]


def million(demo):
    ours = lambda form: sfo(demo, f"sfo {form}", "query", SOQL, "-f", form, check=rows(MILLION), rounds=SLOW)
    forms = map(ours, ["csv", "json", "ndjson", "table"])
    return [("million", "1,000,000 rows of 8 fields", [curl(demo, demo.pages(SOQL), rounds=SLOW), *forms])]


def latency(name):
    def case(demo):
        ours = lambda name, *flags: sfo(demo, name, "query", SOQL, "--csv", *flags, check=rows(MANY, 1), rounds=SLOW)
        return [(name, "100,000 rows in 50 pages", [
            ours("one page after another"),
            ours("--parallel 4", "--parallel", "4"),
            ours("--parallel 8", "--parallel", "8"),
            curl(demo, demo.pages(SOQL), rounds=SLOW),
        ])]

    return case


def pages(demo):
    ours = lambda width: sfo(
        demo, f"--parallel {width}", "bulk", "results", demo.job(SOQL), "--csv", "--page-size", "2000",
        "--parallel", str(width), check=rows(MANY, 1), rounds=SLOW,
    )
    return [("pages200", "50 result pages of a job", [
        *map(ours, [1, 4, 8]),
        curl(demo, demo.result_pages(SOQL, 2_000), rounds=SLOW),
    ])]


def out(demo):
    ours = lambda form, more: sfo(
        demo, f"sfo {form}", "bulk", "results", demo.job(SOQL), "-f", form, check=rows(MANY, more)
    )
    exported = f"{demo.home}/exported.csv"
    into = ["--output-file", exported, "-r", "csv", "--wait", "10"]
    return [
        ("results", "Result pages of a job of 100,000 rows", [
            curl(demo, demo.result_pages(SOQL)),
            ours("csv", 1),
            ours("json", 2),
        ]),
        ("out", "100,000 rows by a job: created, awaited, fetched", [
            sfo(demo, "sfo", "bulk", "query", SOQL, "--csv", check=rows(MANY, 1), rounds=SLOW),
            python(demo, "simple-salesforce", "bulk-query", SOQL, check=rows(MANY, 1)),
            node(demo, "jsforce", "bulk-query", SOQL, check=rows(MANY, 1)),
            official(demo, "sf", "data", "export", "bulk", "-q", SOQL, *into, check=rows(MANY, 1, exported)),
        ]),
    ]


def load(demo):
    path, count, check = f"{demo.home}/leads.csv", MANY, grown(demo, "Lead", MANY)
    if not os.path.exists(path):
        with open(path, "w", newline="") as file:
            lines = csv.writer(file, lineterminator="\n")
            lines.writerow("LastName FirstName Company Email Phone City Title LeadSource".split())
            for n in range(count):
                place = [f"Town {n % 900}", "Chief, \"acting\"", "Web"]
                lines.writerow([f"Vale {n}", "Ann", f"Firm {n}", f"row{n}@example.com", f"+1 555 {n:07}", *place])
    return [("in", "Insert of 100,000 rows of 8 fields by a job", [
        script(demo, "curl", "Lead", path, check=check, rounds=SLOW),
        sfo(demo, "sfo", "bulk", "insert", "Lead", "--input", path, check=check, rounds=SLOW),
        python(demo, "simple-salesforce", "bulk-insert", "Lead", path, check=check),
        node(demo, "jsforce", "bulk-insert", "Lead", path, check=check),
        official(demo, "sf", "data", "import", "bulk", "-s", "Lead", "-f", path, "--wait", "10", check=check),
    ])]


ACCOUNTS = ["--rows", f"Account={MANY}"]
CASES = {
    "start": (start, []),
    "few": (few, []),
    "many": (many, ACCOUNTS),
    "million": (million, ["--rows", f"Account={MILLION}"]),
    "latency50": (latency("latency50"), [*ACCOUNTS, "--latency", "50ms"]),
    "latency200": (latency("latency200"), [*ACCOUNTS, "--latency", "200ms"]),
    "out": (out, ACCOUNTS),
    "pages200": (pages, [*ACCOUNTS, "--latency", "200ms"]),
    "in": (load, []),
}


def measure(name):
    """Runs a case, prints its tables, and gives the rows of each."""
    tables_of, flags = CASES[name]
    demo, measured = Demo(SFO, *flags), {}
    try:
        there = demo.counted()
        for (key, title, contenders), (_, _, counted) in zip(tables_of(demo), tables_of(there)):
            found = compare(contenders, ROUNDS, demo.home)
            count(counted, found, there.proxy, demo.home)
            tables.table(f"{title} ({' '.join(flags[2:])})" if flags[2:] else title, found)
            measured[key] = found
    finally:
        demo.close()
    return measured


def keep(name, measured):
    with open(f"{KEPT}/{name}.json", "w") as file:
        json.dump({"sfo": binary(), "measured": measured}, file)


def kept():
    """The rows of each comparison that was measured with this binary."""
    rows = {}
    for name in CASES:
        if os.path.exists(f"{KEPT}/{name}.json"):
            with open(f"{KEPT}/{name}.json") as file:
                case = json.load(file)
            rows.update(case["measured"] if case["sfo"] == binary() else {})
    return rows


@functools.cache
def binary():
    with open(SFO, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main(names):
    unknown = set(names) - set(CASES) - {"table"}
    if unknown:
        raise SystemExit(f"no such case: {', '.join(unknown)}; there are {', '.join(CASES)}, and table for what is kept")
    os.makedirs(KEPT, exist_ok=True)
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, {platform.machine()}, {platform.system()}", flush=True)
    for name in names or CASES:
        if name != "table":
            keep(name, measure(name))
    print("\n### Medians, times as much as sfo takes, and how much memory that takes\n")
    tables.readme(kept())


main(sys.argv[1:])
