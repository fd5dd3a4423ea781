// Headless Chromium over its debugging pipe: one page, and what a person does on it. Knows nothing of sign-in.

import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
  '--disable-background-networking', '--disable-component-update', '--disable-dev-shm-usage',
  '--remote-debugging-pipe', '--window-size=900,700',
];
const PATIENCE = 15_000;

export class Chromium {
  #process;
  #waiting = new Map();
  #session;
  /** What the browser complained about. */
  complaints = [];

  static async start(folder) {
    const browser = new Chromium();
    const stdio = ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'];
    browser.#process = spawn(process.env.CHROMIUM, [...FLAGS, `--user-data-dir=${folder}`, 'about:blank'], { stdio });
    browser.#listen(browser.#process.stdio[4]);
    const { targetId } = await browser.#call('Target.createTarget', { url: 'about:blank' });
    browser.#session = (await browser.#call('Target.attachToTarget', { targetId, flatten: true })).sessionId;
    for (const domain of ['Page', 'Runtime', 'Log']) await browser.#call(`${domain}.enable`);
    return browser;
  }

  async open(url) {
    await this.#call('Page.navigate', { url });
  }

  /** The value of an expression on the page. */
  async evaluate(expression) {
    const { result } = await this.#call('Runtime.evaluate', { expression, returnByValue: true });
    return result.value;
  }

  /** Waits until an expression holds; pages come and go meanwhile. */
  async until(expression) {
    for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(50)) {
      if (await this.evaluate(expression).catch(() => false)) return;
    }
    throw new Error(`never true: ${expression}\n${await this.evaluate('document.documentElement.outerHTML')}`);
  }

  async type(field, text) {
    await this.until(`!!document.querySelector('${field}')`);
    await this.evaluate(`document.querySelector('${field}').select()`);
    await this.#call('Input.insertText', { text });
  }

  async click(button) {
    await this.until(`!!document.querySelector('${button}')`);
    await this.evaluate(`document.querySelector('${button}').click()`);
  }

  async picture(file) {
    const { data } = await this.#call('Page.captureScreenshot', { format: 'png' });
    writeFileSync(file, Buffer.from(data, 'base64'));
  }

  stop() {
    this.#process.kill();
  }

  #call(method, params = {}) {
    const id = this.#waiting.size + 1;
    const message = JSON.stringify({ id, method, params, sessionId: this.#session });
    this.#process.stdio[3].write(`${message}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #listen(pipe) {
    let text = '';
    pipe.setEncoding('utf8').on('data', (chunk) => {
      const messages = (text + chunk).split('\0');
      text = messages.pop();
      messages.forEach((message) => this.#hear(JSON.parse(message)));
    });
  }

  #hear({ id, result, error, method, params }) {
    if (id) {
      const { resolve, reject } = this.#waiting.get(id);
      error ? reject(new Error(error.message)) : resolve(result);
    } else if (method === 'Log.entryAdded') {
      this.complaints.push(params.entry.text);
    }
  }
}
