// Signs in to the demo org as people do: a wrong password, the right one, consent, the page it ends on, the first
// query; then the same with a refusal. Only a real browser shows that the last page's policy lets its own style and
// script through.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Chromium } from './chromium.mjs';

const { SFO, PICTURES } = process.env;
const home = process.argv[2];
const demo = JSON.parse(readFileSync(`${home}/demo.json`, 'utf8'));
const app = demo.apps.find(({ name }) => name === 'Demo Public');
const callbacks = app.callbacks.filter((uri) => uri.includes('OauthRedirect')).flatMap((uri) => ['--redirect-uri', uri]);

function environment(name) {
  return { env: { ...process.env, SFO_HOME: `${home}/${name}` } };
}

/** Starts a login; hands out the address it prints and a promise of its exit code. */
async function login(name) {
  const flags = ['--alias', 'dev', '--store', 'file', '--no-browser', '--wait', '60s', '--host', demo.origin];
  const args = ['auth', 'login', ...flags, '--client-id', app.clientId, ...callbacks];
  const child = spawn(SFO, args, { ...environment(name), stdio: ['ignore', 'ignore', 'pipe'] });
  const exit = once(child, 'exit').then(([code]) => code);
  for await (const line of createInterface({ input: child.stderr })) {
    if (line.includes('/services/oauth2/authorize?')) return { url: line.trim(), exit };
  }
  throw new Error('the login printed no address');
}

async function signIn(browser, url, password) {
  await browser.open(url);
  await browser.type('#username', 'test@example.com');
  await browser.type('#password', password);
  await browser.click('#Login');
}

/** The last page: its words, its style, and an address without the code. */
async function ended(browser, title) {
  await browser.until(`document.title === 'sfo: ${title}' && document.readyState === 'complete'`);
  assert.equal(await browser.evaluate('location.search'), '');
  assert.notEqual(await browser.evaluate('getComputedStyle(document.querySelector("main")).maxWidth'), 'none');
}

async function allow(browser) {
  const { url, exit } = await login('allowed');
  await signIn(browser, url, 'open');
  await browser.until(`document.querySelector('[role=alert]')?.textContent.includes('did not work')`);
  await browser.picture(`${PICTURES}/login.png`);
  await signIn(browser, url, demo.password);
  await browser.until(`!!document.querySelector('#oaapprove')`);
  await browser.picture(`${PICTURES}/consent.png`);
  await browser.click('#oaapprove');
  await ended(browser, 'Back to the terminal');
  await browser.picture(`${PICTURES}/landing.png`);
  assert.equal(await exit, 0);
  assert(existsSync(`${home}/allowed`));
  const query = ['-o', 'dev', 'query', 'SELECT Id FROM Account LIMIT 5', '--json'];
  assert.equal(JSON.parse(execFileSync(SFO, query, environment('allowed'))).length, 5);
}

async function deny(browser) {
  const { url, exit } = await login('denied');
  await signIn(browser, url, demo.password);
  await browser.click('#oadeny');
  await ended(browser, 'Not signed in');
  await browser.picture(`${PICTURES}/denied.png`);
  assert.equal(await exit, 4);
  assert(!existsSync(`${home}/denied`));
}

const browser = await Chromium.start(`${home}/chromium`);
try {
  await deny(browser);
  await allow(browser);
  assert.deepEqual(browser.complaints.filter((text) => /policy/i.test(text)), []);
} finally {
  browser.stop();
}
console.log('signed in with Chromium, and was refused');
