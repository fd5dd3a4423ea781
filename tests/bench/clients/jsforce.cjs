// jsforce: all rows of a query, as csv on stdout or, without COLUMNS_WANTED, only fetched.
const jsforce = require("jsforce");

const columns = (process.env.COLUMNS_WANTED ?? "").split(" ").filter(Boolean);
const cell = (value) => (value === null ? "" : /[",\r\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : value);

async function main() {
  const org = new jsforce.Connection({
    instanceUrl: process.env.ORIGIN,
    accessToken: process.env.TOKEN,
    version: "64.0",
  });
  let count = 0;
  const query = org.query(process.argv[2]);
  if (columns.length > 0) process.stdout.write(`${columns.join(",")}\n`);
  query.on("record", (row) => {
    count += 1;
    if (columns.length > 0) process.stdout.write(`${columns.map((column) => cell(row[column])).join(",")}\n`);
  });
  await query.run({ autoFetch: true, maxFetch: 10000000 });
  if (columns.length === 0) console.log(count);
}

main();
