// For every preset: what `sfo app new --metadata-dir` writes is resolved part by part, lists itself as we list it, and
// becomes the files of the zips that `sfo app new` deploys.
const assert = require('node:assert');
const { execFile } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { promisify } = require('node:util');
const JSZip = require('jszip');
const { ComponentSet, MetadataConverter } = require('@salesforce/source-deploy-retrieve');

const run = promisify(execFile);
const FLAGS = ['--contact-email', 'ops@example.com', '--label', 'R&D <"one">', '--description', "it's ours"];
const MORE = {
  generic: ['--callback', 'https://app.example.com/cb?a=1&b=<2>'],
  moveworks: ['--run-as', 'svc@example.com'],
};
const TYPES = [
  'ExternalClientApplication',
  'ExtlClntAppGlobalOauthSettings',
  'ExtlClntAppOauthConfigurablePolicies',
  'ExtlClntAppOauthSettings',
];

function sfo(args, env = {}) {
  return run(process.env.SFO, args, { env: { ...process.env, ...env } });
}

// An org that has every permission set, takes every deploy and keeps the zips.
function org(zips) {
  const rows = (records) => JSON.stringify({ totalSize: records.length, done: true, records });
  const done = { id: '0Af1', status: 'Succeeded', done: true, success: true };
  const empty =
    '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><r><result/></r></e:Body></e:Envelope>';
  return http.createServer((request, reply) => {
    const body = [];
    request.on('data', (part) => body.push(part));
    request.on('end', () => {
      const answer = (status, text, kind = 'application/json') => {
        reply.writeHead(status, { 'Content-Type': kind });
        reply.end(text);
      };
      if (request.url.includes('/Soap/m/')) return answer(200, empty, 'text/xml');
      if (request.url.includes('/deployRequest')) {
        const whole = Buffer.concat(body);
        const [start, end] = [whole.indexOf('PK\x03\x04'), whole.lastIndexOf('\r\n--')];
        zips.push(whole.subarray(start, end));
        return answer(201, JSON.stringify({ id: '0Af1', deployResult: done }));
      }
      if (request.url.includes('FROM%20User')) return answer(200, rows([{ Id: '005000000000001AAA' }]));
      if (request.url.includes('PermissionSet')) return answer(200, rows([{ Name: 'there' }]));
      if (request.url.includes('/query')) return answer(200, rows(zips.length ? [{ Id: '0xI000000000001AAA' }] : []));
      return answer(404, '[{"errorCode":"NOT_FOUND","message":"no"}]');
    });
  });
}

async function files(zip) {
  const entries = Object.values((await JSZip.loadAsync(zip)).files).filter((entry) => !entry.dir);
  return Object.fromEntries(await Promise.all(entries.map(async (entry) => [entry.name, await entry.async('string')])));
}

// The same elements with the same texts, however they are laid out.
const packed = (xml) => xml.replace(/>\s+</g, '><').trim();

async function deployed(preset, flags) {
  const zips = [];
  const server = org(zips);
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const env = { SFO_ACCESS_TOKEN: '00D!x', SFO_INSTANCE_URL: `http://127.0.0.1:${server.address().port}` };
  await sfo(['app', 'new', 'made', '--preset', preset, '--no-wait', ...flags], env);
  server.close();
  assert.strictEqual(zips.length, 2, `${preset} is deployed in two steps`);
  const both = await Promise.all(zips.map(files));
  return Object.assign({}, ...both);
}

async function check(preset) {
  const flags = [...FLAGS, ...(MORE[preset] ?? [])];
  const folder = path.join(process.env.SFO_HOME, preset);
  await sfo(['app', 'new', 'made', '--preset', preset, '--metadata-dir', folder, ...flags]);
  const set = ComponentSet.fromSource(folder);
  const parts = set.getSourceComponents().toArray();
  assert.deepStrictEqual(parts.map((part) => part.type.name).sort(), TYPES, `${preset} is resolved`);
  const written = fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('-meta.xml'));
  assert.strictEqual(parts.length, written.length, `${preset}: no file is left over`);

  const list = fs.readFileSync(path.join(folder, 'package.xml'), 'utf8');
  set.sourceApiVersion = list.match(/<version>(.*)<\/version>/)[1];
  assert.strictEqual(packed(await set.getPackageXml()), packed(list), `${preset} lists itself`);

  const converted = await new MetadataConverter().convert(set, 'metadata', { type: 'zip' });
  const [theirs, ours] = [await files(converted.zipBuffer), await deployed(preset, flags)];
  delete theirs['package.xml'];
  delete ours['package.xml'];
  assert.deepStrictEqual(Object.keys(ours).sort(), Object.keys(theirs).sort(), `${preset} has the same files`);
  for (const name of Object.keys(ours)) assert.strictEqual(packed(ours[name]), packed(theirs[name]), `${preset}: ${name}`);
  return parts.length;
}

(async () => {
  const presets = JSON.parse((await sfo(['app', 'guide', '--json'])).stdout).map((preset) => preset.name);
  assert.strictEqual(presets.length, 7);
  let parts = 0;
  for (const preset of presets) parts += await check(preset);
  console.log(`${presets.length} presets, ${parts} components: resolved, listed and converted as we write them`);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
