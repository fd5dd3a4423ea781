// jsforce: `query SOQL` as csv on stdout or, without COLUMNS_WANTED, only fetched; `bulk-query SOQL` as csv;
// `bulk-insert OBJECT FILE`.
const fs = require("node:fs");
const { pipeline } = require("node:stream/promises");
const jsforce = require("jsforce");

const org = new jsforce.Connection({
  instanceUrl: process.env.ORIGIN,
  accessToken: process.env.TOKEN,
  version: "67.0",
});
org.bulk2.pollTimeout = 600_000;
const columns = (process.env.COLUMNS_WANTED ?? "").split(" ").filter(Boolean);
const cell = (value) => (value === null ? "" : /[",\r\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : value);

async function query(soql) {
  let count = 0;
  const rows = org.query(soql);
  if (columns.length > 0) process.stdout.write(`${columns.join(",")}\n`);
  rows.on("record", (row) => {
    count += 1;
    if (columns.length > 0) process.stdout.write(`${columns.map((column) => cell(row[column])).join(",")}\n`);
  });
  await rows.run({ autoFetch: true, maxFetch: 10_000_000 });
  if (columns.length === 0) console.log(count);
}

async function bulkQuery(soql) {
  const rows = await org.bulk2.query(soql);
  await pipeline(rows.stream(), process.stdout, { end: false });
}

async function bulkInsert(object, file) {
  const input = fs.createReadStream(file);
  const results = await org.bulk2.loadAndWaitForResults({ object, operation: "insert", input });
  console.log(results.successfulResults.length, results.failedResults.length);
}

const tasks = { query, "bulk-query": bulkQuery, "bulk-insert": bulkInsert };
const [task, ...words] = process.argv.slice(2);
tasks[task](...words).catch((error) => {
  console.error(error);
  process.exit(1);
});
