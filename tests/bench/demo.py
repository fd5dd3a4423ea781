"""A demo org of its own, as big and as slow as a case needs it, and the way to it for each client."""

import json
import os
import re
import subprocess
import tempfile
import urllib.parse
import urllib.request

VERSION = "v64.0"


class Demo:
    """Serves until it is closed. `home` is where its logins are kept."""

    def __init__(self, sfo, *flags):
        self.sfo, self.home = sfo, tempfile.mkdtemp(prefix="sfo-bench-")
        self.env = {"SFO_HOME": self.home, "SFO_STORE": "file"}
        limit = ["--daily-requests", "100000000", "--port", "0"]
        self.server = subprocess.Popen(
            [sfo, "demo", "serve", *limit, *flags],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **self.env},
        )
        self.sheet = json.loads(self.server.stdout.readline())
        self.origin = self.sheet["origin"]
        self.token = self.sign_in()

    def close(self):
        self.server.kill()
        self.server.wait()

    def sign_in(self):
        app = next(app for app in self.sheet["apps"] if "client-credentials" in app["flows"])
        form = {
            "grant_type": "client_credentials",
            "client_id": app["clientId"],
            "client_secret": app["clientSecret"],
        }
        body = urllib.parse.urlencode(form).encode()
        with urllib.request.urlopen(f"{self.origin}/services/oauth2/token", body) as reply:
            token = json.load(reply)["access_token"]
        login = [self.sfo, "auth", "login", "--flow", "token", "--access-token-stdin"]
        subprocess.run(
            [*login, "--host", self.origin, "--alias", "bench"],
            input=token.encode(),
            check=True,
            env={**os.environ, **self.env},
            capture_output=True,
        )
        return token

    def get(self, path):
        headers = {"Authorization": f"Bearer {self.token}"}
        with urllib.request.urlopen(urllib.request.Request(self.origin + path, headers=headers)) as reply:
            return json.load(reply)

    def requests(self):
        """Requests that were answered so far, this one not counted."""
        self.asked = getattr(self, "asked", 0) + 1
        limit = self.get(f"/services/data/{VERSION}/limits")["DailyApiRequests"]
        return limit["Max"] - limit["Remaining"] - self.asked

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

    def peers(self):
        """The environment of clients that are not ours."""
        return {"ORIGIN": self.origin, "TOKEN": self.token}
