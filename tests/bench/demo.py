"""A demo org of its own, as big and as slow as a case needs it, and the way to it for each client."""

import copy
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request

from proxy import Proxy

VERSION = "v67.0"


class Demo:
    """Serves until it is closed. `home` is where its logins are kept, under `alias`."""

    def __init__(self, sfo, *flags):
        self.sfo, self.home, self.alias = sfo, tempfile.mkdtemp(prefix="sfo-bench-"), "bench"
        self.env = {"SFO_HOME": self.home, "SFO_STORE": "file"}
        # Jobs by their queries, sizes of objects, aliases that the official CLI knows.
        self.jobs, self.totals, self.known = {}, {}, set()
        limit = ["--daily-requests", "100000000", "--port", "0"]
        self.server = subprocess.Popen(
            [sfo, "demo", "serve", *limit, *flags],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **self.env},
        )
        self.sheet = json.loads(self.server.stdout.readline())
        self.origin = self.straight = self.sheet["origin"]
        self.token = self.token_of_its_own()
        self.sign_in()

    def close(self):
        self.server.kill()
        self.server.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def counted(self):
        """The same org behind a proxy that counts."""
        there = copy.copy(self)
        there.proxy = Proxy(int(self.origin.rsplit(":", 1)[1]))
        there.origin, there.alias = f"http://localhost:{there.proxy.port}", "counted"
        there.sign_in()
        return there

    def token_of_its_own(self):
        app = next(app for app in self.sheet["apps"] if "client-credentials" in app["flows"])
        form = {
            "grant_type": "client_credentials",
            "client_id": app["clientId"],
            "client_secret": app["clientSecret"],
        }
        body = urllib.parse.urlencode(form).encode()
        with urllib.request.urlopen(f"{self.origin}/services/oauth2/token", body, timeout=60) as reply:
            return json.load(reply)["access_token"]

    def sign_in(self):
        login = ["auth", "login", "--flow", "token", "--access-token-stdin", "--host", self.origin, "--alias", self.alias]
        self.run(*login, input=self.token)

    def run(self, *args, **how):
        """What sfo says to a command of ours that is not measured."""
        env = {**os.environ, **self.env}
        done = subprocess.run([self.sfo, *args], env=env, capture_output=True, text=True, timeout=600, **how)
        if done.returncode:
            raise SystemExit(f"{' '.join(args)}: {done.stderr}")
        return done.stdout

    def get(self, path):
        headers = {"Authorization": f"Bearer {self.token}"}
        request = urllib.request.Request(self.straight + path, headers=headers)
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.load(reply)

    def query(self, soql):
        return f"/services/data/{VERSION}/query?q={urllib.parse.quote(soql)}"

    def pages(self, soql):
        """The addresses of all pages; further ones follow from the first by their offsets."""
        first = self.get(self.query(soql))
        urls = [self.query(soql)]
        if not first["done"]:
            stem, size = re.fullmatch(r"(.*-)(\d+)", first["nextRecordsUrl"]).groups()
            urls += [f"{stem}{offset}" for offset in range(int(size), first["totalSize"], int(size))]
        return [self.origin + url for url in urls]

    def job(self, soql):
        """A query job that is complete."""
        if soql not in self.jobs:
            asked = ["-o", self.alias, "--json", "--api-version", VERSION[1:], "bulk", "query", soql, "--no-wait"]
            job = json.loads(self.run(*asked))["id"]
            while self.get(f"/services/data/{VERSION}/jobs/query/{job}")["state"] != "JobComplete":
                time.sleep(0.2)
            self.jobs[soql] = job
        return self.jobs[soql]

    def result_pages(self, soql, rows=None):
        """The addresses of the result pages of a job, of so many rows each."""
        wish = f"?maxRecords={rows}" if rows else ""
        at, urls = f"/services/data/{VERSION}/jobs/query/{self.job(soql)}/resultPages{wish}", []
        while at:
            pages = self.get(at)
            urls += [self.origin + page["resultUrl"] for page in pages["resultPages"]]
            at = pages["nextRecordsUrl"]
        return urls

    def peers(self):
        """The environment of clients that are not ours."""
        return {"ORIGIN": self.origin, "TOKEN": self.token}
