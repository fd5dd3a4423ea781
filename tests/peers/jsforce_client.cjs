// jsforce, unchanged, against the demo org.
const assert = require("node:assert");
const fs = require("node:fs");
const jsforce = require("jsforce");

const demo = JSON.parse(fs.readFileSync(process.env.DEMO, "utf8"));
const user = demo.users[0];

const app = (flow) => demo.apps.find((candidate) => candidate.flows.includes(flow));

function connect(app) {
  return new jsforce.Connection({
    oauth2: { loginUrl: demo.origin, clientId: app.clientId, clientSecret: app.clientSecret },
    version: "64.0",
  });
}

async function refused(call, code) {
  await assert.rejects(call, (error) => {
    assert.strictEqual(error.errorCode ?? error.name, code);
    return true;
  });
}

async function main() {
  const credentials = connect(app("client-credentials"));
  await credentials.authorize({ grant_type: "client_credentials" });
  assert.match((await credentials.identity()).organization_id, /^00D/);

  const conn = connect(app("password"));
  await conn.loginByOAuth2(user.username, demo.password + demo.securityToken);
  assert.ok((await conn.describeGlobal()).sobjects.some((entry) => entry.name === "Invoice__c"));
  const account = await conn.sobject("Account").describe();
  assert.ok(account.childRelationships.some((child) => child.relationshipName === "Contacts"));

  const made = await conn.sobject("Contact").create({ LastName: "Peer", FirstName: "Jay" });
  assert.ok(made.success);
  await conn.sobject("Contact").update({ Id: made.id, Title: "Émigré" });
  assert.strictEqual((await conn.sobject("Contact").retrieve(made.id)).Title, "Émigré");
  const upserted = await conn.sobject("Account").upsert({ Name: "Jay", ExternalId__c: "peer-2" }, "ExternalId__c");
  assert.ok(upserted.success);
  await conn.sobject("Contact").destroy(made.id);
  await refused(() => conn.sobject("Contact").retrieve(made.id), "ENTITY_IS_DELETED");
  await refused(() => conn.sobject("Contact").create({ FirstName: "No" }), "REQUIRED_FIELD_MISSING");
  await refused(() => conn.query("SELECT Nam FROM Account"), "INVALID_FIELD");

  const rows = await conn.query("SELECT Id, Name FROM Lead WHERE Company = 'Peers'").run({ autoFetch: true, maxFetch: 9999 });
  const list = rows.records ?? rows;
  assert.strictEqual(list.length, 5000);
  const parents = await conn.query("SELECT Id, (SELECT Id FROM Contacts) FROM Account LIMIT 5");
  assert.strictEqual(parents.records.length, 5);
  console.log(`jsforce: signed in twice, described, wrote and read ${list.length} rows by pages`);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
