"""sfo against a strict OpenID provider: PKCE, state, iss, id_token and rotation, as the RFCs and not Salesforce say."""

import html
import http.cookiejar
import os
import re
import subprocess
import urllib.parse
import urllib.request

sfo, origin, redirect = os.environ["SFO"], f"http://localhost:{os.environ['PORT']}", os.environ["REDIRECT_URI"]


def run(*args):
    done = subprocess.run([sfo, *args], capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, (args, done.returncode, done.stderr)
    return done


login = subprocess.Popen(
    [sfo, "auth", "login", "--alias", "strict", "--host", origin, "--client-id", "strict", "--redirect-uri", redirect,
     "--scope", "openid api offline_access", "--no-browser", "--store", "file"],
    stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
)
address = next(found.group(0) for line in login.stderr if (found := re.search(rf"{origin}/\S+", line)))
browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
page = browser.open(address)
for typed in [{"login": "robin", "password": "x"}, {}]:
    text = page.read().decode()
    action = html.unescape(re.search(r'action="([^"]+)"', text).group(1))
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', text)) | typed
    page = browser.open(urllib.parse.urljoin(page.url, action), urllib.parse.urlencode(fields).encode())
assert page.url.startswith(redirect), page.url
assert "iss=" in page.url, "the provider names itself"
assert login.wait(30) == 0, login.stderr.read()

tokens = {run("auth", "token", "-o", "strict").stdout}
for _ in range(3):
    run("auth", "refresh", "-o", "strict")
    tokens.add(run("auth", "token", "-o", "strict").stdout)
assert len(tokens) == 4, "each refresh brings another token, with a rotated refresh token each time"
print("oidc-provider: signed in with PKCE, state, iss and id_token; renewed three times with rotation")
