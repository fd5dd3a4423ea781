"""Who is compared: each client as it is called for one task, on one way to one org."""

import os
import subprocess

from measure import Contender

SFO = os.path.abspath(os.environ["SFO"])
PLACE = os.path.abspath(os.environ["PLACE"])
SF = f"{PLACE}/sf/node_modules/.bin/sf"
HERE = os.path.dirname(os.path.abspath(__file__))
# Of clients that take seconds.
SLOW = int(os.environ.get("SLOW_ROUNDS", "3"))


def rows(count, more=0, path=None):
    """The output, or the file `path`, has as many lines as rows, and `more`; values with line breaks count as what they are."""

    def check(out):
        with open(path or out, "rb") as lines:
            have = sum(1 for line in lines if line.strip())
        return None if have >= count + more else f"{have} lines for {count} rows"

    return check


def grown(demo, name, more):
    """The object has so many rows more than when this was asked last."""
    total = lambda: demo.get(demo.query(f"SELECT COUNT() FROM {name}"))["totalSize"]

    def check(_):
        before, demo.totals[name] = demo.totals[name], total()
        have = demo.totals[name] - before
        return None if have == more else f"{have} rows of {more} were inserted"

    demo.totals.setdefault(name, total())
    return check


def sfo(demo, name, *args, **more):
    return Contender(name, [SFO, "-o", demo.alias, *args], environment=demo.env, **more)


def curl(demo, urls, **more):
    """Fetches and unpacks, one after another on one connection, and throws away."""
    config = f"{demo.home}/{demo.alias}-{len(urls)}.txt"
    with open(config, "w") as out:
        out.write(f'header = "Authorization: Bearer {demo.token}"\ncompressed\nsilent\nfail\n')
        for url in urls:
            out.write(f'url = "{url}"\noutput = "/dev/null"\n')
    return Contender("curl", ["curl", "-K", config], **more)


def script(demo, name, *args, **more):
    """curl by hand, as a shell script would do it."""
    return Contender(name, ["bash", f"{HERE}/clients/load.sh", *args], environment=demo.peers(), **more)


def python(demo, name, *args, columns=(), **more):
    environment = {**demo.peers(), "COLUMNS_WANTED": " ".join(columns)}
    command = [f"{PLACE}/venv/bin/python", f"{HERE}/clients/simple.py", *args]
    return Contender(name, command, environment=environment, rounds=SLOW, **more)


def node(demo, name, *args, columns=(), **more):
    environment = {**demo.peers(), "COLUMNS_WANTED": " ".join(columns), "NODE_PATH": f"{PLACE}/node_modules"}
    return Contender(name, ["node", f"{HERE}/clients/jsforce.cjs", *args], environment=environment, rounds=SLOW, **more)


def official(demo, name, *args, **more):
    """The official CLI, signed in by an access token in a home of its own."""
    environment = {
        "HOME": demo.home,
        "SF_ACCESS_TOKEN": demo.token,
        "SF_DISABLE_TELEMETRY": "true",
        "SF_AUTOUPDATE_DISABLE": "true",
        "SF_DISABLE_LOG_FILE": "true",
        "SF_SKIP_NEW_VERSION_CHECK": "true",
        "SF_USE_GENERIC_UNIX_KEYCHAIN": "true",
    }
    if demo.alias not in demo.known:
        demo.known.add(demo.alias)
        login = ["org", "login", "access-token", "--instance-url", demo.origin, "--alias", demo.alias, "--no-prompt"]
        subprocess.run([SF, *login], env={**os.environ, **environment}, check=True, capture_output=True, timeout=120)
    return Contender(name, [SF, *args, "-o", demo.alias], environment=environment, rounds=SLOW, **more)
