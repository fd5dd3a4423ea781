"""The cases: what is compared with what, on which org."""

import os
import platform
import sys
import time

from demo import Demo
from measure import Contender, compare

SFO = os.path.abspath(os.environ["SFO"])
PLACE = os.path.abspath(os.environ["PLACE"])
SF = f"{PLACE}/sf/node_modules/.bin/sf"
HERE = os.path.dirname(os.path.abspath(__file__))
ROUNDS = int(os.environ.get("ROUNDS", "7"))
FIELDS = "Id Name Industry AnnualRevenue NumberOfEmployees Phone BillingCity CreatedDate".split()
SOQL = f"SELECT {', '.join(FIELDS)} FROM Account"
FEW = f"{SOQL} LIMIT 3"


def rows(count, lines=0):
    """Output has as many lines as rows, and `lines` more; values with line breaks count as what they are."""

    def check(path):
        with open(path, "rb") as out:
            have = sum(1 for line in out if line.strip())
        return None if have >= count + lines else f"{have} lines for {count} rows"

    return check


def sfo(demo, name, *args, check=None, **more):
    return Contender(name, [SFO, "-o", "bench", *args], check, demo.env, **more)


def curl(demo, name, soql):
    config = f"{demo.home}/curl.txt"
    with open(config, "w") as out:
        out.write(f'header = "Authorization: Bearer {demo.token}"\ncompressed\nsilent\n')
        for url in demo.pages(soql):
            out.write(f'url = "{url}"\noutput = "/dev/null"\n')
    return Contender(name, ["curl", "-K", config])


def python(demo, name, soql, **more):
    return Contender(name, [f"{PLACE}/venv/bin/python", f"{HERE}/clients/simple.py", soql], environment=demo.peers(), **more)


def node(demo, name, soql, **more):
    environment = {**demo.peers(), "NODE_PATH": f"{PLACE}/node_modules"}
    return Contender(name, ["node", f"{HERE}/clients/jsforce.cjs", soql], environment=environment, **more)


def official(demo, name, *args, **more):
    """The official CLI by an access token, without a home of its own."""
    environment = {
        "HOME": demo.home,
        "SF_ACCESS_TOKEN": demo.token,
        "SF_DISABLE_TELEMETRY": "true",
        "SF_AUTOUPDATE_DISABLE": "true",
        "SF_DISABLE_LOG_FILE": "true",
        "SF_SKIP_NEW_VERSION_CHECK": "true",
        "SF_USE_GENERIC_UNIX_KEYCHAIN": "true",
    }
    command = [SF, *args]
    if not getattr(demo, "known", False):
        demo.known = True
        login = ["org", "login", "access-token", "--instance-url", demo.origin, "--alias", "bench", "--no-prompt"]
        os.spawnvpe(os.P_WAIT, command[0], [command[0], *login], {**os.environ, **environment})
    return Contender(name, command, environment=environment, **more)


def wanted(contender):
    contender.environment = {**contender.environment, "COLUMNS_WANTED": " ".join(FIELDS)}
    return contender


def start_up(demo):
    return [
        ("Start: --version", [
            Contender("sfo", [SFO, "--version"]),
            Contender("curl", ["curl", "--version"]),
            Contender("sf", [SF, "--version"], environment={"HOME": demo.home}, rounds=3),
        ]),
        ("Start: query --help", [
            Contender("sfo", [SFO, "query", "--help"]),
            Contender("sf", [SF, "data", "query", "--help"], environment={"HOME": demo.home}, rounds=3),
        ]),
    ]


def few(demo):
    return [("3 rows on a cached login", [
        curl(demo, "curl", FEW),
        sfo(demo, "sfo", "query", FEW),
        python(demo, "simple-salesforce", FEW),
        node(demo, "jsforce", FEW),
        official(demo, "sf", "data", "query", "--json", "-o", "bench", "-q", FEW, rounds=3),
    ])]


def many(demo):
    count = 100_000
    ours = lambda form, lines: sfo(demo, f"sfo {form}", "query", SOQL, "-f", form, check=rows(count, lines))
    return [
        ("100,000 rows of 8 fields", [
            curl(demo, "curl, unpacked to nothing", SOQL),
            ours("csv", 1),
            ours("json", 2),
            ours("ndjson", 0),
            ours("table", 1),
            python(demo, "simple-salesforce, only fetched", SOQL, rounds=3),
            wanted(python(demo, "simple-salesforce, csv", SOQL, check=rows(count, 1), rounds=3)),
            node(demo, "jsforce, only fetched", SOQL, rounds=3),
            wanted(node(demo, "jsforce, csv", SOQL, check=rows(count, 1), rounds=3)),
        ]),
        ("The official CLI: 50,000 rows, where it stops", [
            sfo(demo, "sfo csv", "query", SOQL, "--limit", "50000", "--csv", check=rows(50_000, 1)),
            official(demo, "sf csv", "data", "query", "-r", "csv", "-o", "bench", "-q", SOQL, rounds=3),
        ]),
    ]


def million(demo):
    ours = lambda form: sfo(demo, f"sfo {form}", "query", SOQL, "-f", form, check=rows(1_000_000))
    return [("1,000,000 rows", [curl(demo, "curl, unpacked to nothing", SOQL), *map(ours, ["csv", "json", "ndjson", "table"])])]


def latency(demo):
    ours = lambda name, *flags: sfo(demo, name, "query", SOQL, "--csv", *flags, check=rows(100_000, 1), rounds=3)
    return [("100,000 rows, each request held back", [
        ours("one page after another"),
        ours("--parallel 4", "--parallel", "4"),
        ours("--parallel 8", "--parallel", "8"),
    ])]


CASES = {
    "start": (start_up, []),
    "few": (few, []),
    "many": (many, ["--rows", "Account=100000"]),
    "million": (million, ["--rows", "Account=1000000"]),
    "latency50": (latency, ["--rows", "Account=100000", "--latency", "50ms"]),
    "latency200": (latency, ["--rows", "Account=100000", "--latency", "200ms"]),
}


def main(names):
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, {platform.machine()}, {platform.system()}")
    for name in names or CASES:
        tables, flags = CASES[name]
        demo = Demo(SFO, *flags)
        try:
            for title, contenders in tables(demo):
                compare(f"{title} ({' '.join(flags[2:])})" if flags[2:] else title, contenders, demo, ROUNDS, demo.home)
        finally:
            demo.close()


main(sys.argv[1:])
