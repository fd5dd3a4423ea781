"""simple-salesforce: `query SOQL` as csv on stdout or, without COLUMNS_WANTED, only fetched; `bulk-query SOQL` as csv;
`bulk-insert OBJECT FILE`."""

import csv
import os
import sys

import requests
from requests.adapters import HTTPAdapter
from simple_salesforce import Salesforce

authority = os.environ["ORIGIN"].removeprefix("http://")


class Plain(HTTPAdapter):
    """It speaks https only; this takes what it asks for to the demo org."""

    def send(self, request, **how):
        rest = request.url.removeprefix("https://").split("/", 1)[1]
        request.url = f"http://{authority}/{rest}"
        return super().send(request, **how)


session = requests.Session()
session.mount("https://", Plain())
org = Salesforce(instance="demo.example", session_id=os.environ["TOKEN"], version="67.0", session=session)


def query(soql):
    rows = org.query_all_iter(soql)
    columns = os.environ.get("COLUMNS_WANTED", "").split()
    if not columns:
        print(sum(1 for _ in rows))
        return
    writer = csv.writer(sys.stdout)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([row[column] for column in columns])


def bulk_query(soql):
    for at, page in enumerate(org.bulk2.Account.query(soql)):
        sys.stdout.write(page if at == 0 else page.split("\n", 1)[1])


def bulk_insert(name, file):
    print(getattr(org.bulk2, name).insert(csv_file=file))


task, *words = sys.argv[1:]
{"query": query, "bulk-query": bulk_query, "bulk-insert": bulk_insert}[task](*words)
