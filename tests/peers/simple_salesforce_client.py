"""simple-salesforce, unchanged, against the demo org. It speaks https only, so its session carries https over http."""

import concurrent.futures
import json
import os

import requests
from requests.adapters import HTTPAdapter
from simple_salesforce import Salesforce
from simple_salesforce.exceptions import SalesforceMalformedRequest, SalesforceResourceNotFound

demo = json.load(open(os.environ["DEMO"]))
authority = demo["origin"].removeprefix("http://")
app = next(app for app in demo["apps"] if "password" in app["flows"])
user = demo["users"][0]


class Plain(HTTPAdapter):
    """Takes every https address to the demo org."""

    def send(self, request, **how):
        rest = request.url.removeprefix("https://").split("/", 1)[1]
        request.url = f"http://{authority}/{rest}"
        return super().send(request, **how)


session = requests.Session()
session.mount("https://", Plain(pool_maxsize=8))
sf = Salesforce(
    username=user["username"],
    password=demo["password"] + demo["securityToken"],
    consumer_key=app["clientId"],
    consumer_secret=app["clientSecret"],
    domain="login",
    session=session,
)


def refused(call, kind, code):
    try:
        call()
    except kind as error:
        found = [entry["errorCode"] for entry in error.content]
        assert found == [code], found
    else:
        raise AssertionError(f"{code} expected")


names = {entry["name"] for entry in sf.describe()["sobjects"]}
assert {"Account", "Contact", "Invoice__c"} <= names
fields = {field["name"]: field for field in sf.Account.describe()["fields"]}
assert fields["Name"]["nameField"] and fields["OwnerId"]["referenceTo"] == ["User"]

created = sf.Account.create({"Name": "Peer & Söhne", "AnnualRevenue": 1500000.5})
assert created["success"] and len(created["id"]) == 18
assert sf.Account.get(created["id"])["Name"] == "Peer & Söhne"
assert sf.Account.update(created["id"], {"Phone": "+49 30 1234"}) == 204
assert sf.Account.get(created["id"])["Phone"] == "+49 30 1234"
assert sf.Account.upsert("ExternalId__c/peer-1", {"Name": "Upserted"}) == 201
assert sf.Account.upsert("ExternalId__c/peer-1", {"Name": "Upserted again"}) in (200, 204)
assert sf.Account.delete(created["id"]) == 204
refused(lambda: sf.Account.get(created["id"]), SalesforceResourceNotFound, "ENTITY_IS_DELETED")
refused(lambda: sf.Account.create({"Phone": "1"}), SalesforceMalformedRequest, "REQUIRED_FIELD_MISSING")
refused(lambda: sf.query("SELECT Nam FROM Account"), SalesforceMalformedRequest, "INVALID_FIELD")
refused(lambda: sf.query("SELECT Id FROM Acount"), SalesforceMalformedRequest, "INVALID_TYPE")

with concurrent.futures.ThreadPoolExecutor(8) as pool:
    made = list(pool.map(lambda n: sf.Lead.create({"LastName": f"Peer {n:05}", "Company": "Peers"}), range(5000)))
assert all(entry["success"] for entry in made)
first = sf.query("SELECT Id, Name FROM Lead WHERE Company = 'Peers'")
assert first["totalSize"] == 5000 and not first["done"] and len(first["records"]) < 5000
rows = sf.query_all("SELECT Id, Name, Owner.Name FROM Lead WHERE Company = 'Peers' ORDER BY Name")["records"]
assert [row["Name"] for row in rows] == [f"Peer {n:05}" for n in range(5000)]
assert len({row["Id"] for row in rows}) == 5000
print(f"simple-salesforce: signed in, described, wrote and read {len(rows)} rows by pages")
