// What tests share: a browser that notices everything a visitor's browser would complain about, and the
// pages of the built site.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { after, before } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";

import { chromium } from "playwright-core";

export const starter = site(process.env.PORTAL_DIR, process.env.PORTAL_URL);
export const rtl = site(process.env.RTL_DIR, process.env.RTL_URL);
export const handbook = site(process.env.HANDBOOK_DIR, process.env.HANDBOOK_URL);
export const hours = site(process.env.HOURS_DIR, process.env.HOURS_URL);
export const split = process.env.SPLIT_DIR && site(process.env.SPLIT_DIR, process.env.SPLIT_URL);
export const corpus = process.env.CORPUS_DIR && site(process.env.CORPUS_DIR, process.env.CORPUS_URL);

let browser;

/** Starts Chromium before the tests of a file and ends it after them. */
export function withBrowser() {
  before(async () => {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Whatever asks for another host fails, and is then reported.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      ],
    });
  });
  after(() => browser?.close());
}

/** A visitor of whom nothing is known; for tests that expect complaints. */
export const newContext = (options) => browser.newContext(options);

/**
 * Calls `visit(page)` with a new page. Afterwards nothing may have been complained about: no message in
 * the console, no error, no violation of the policy, no file that is missing, no request to anywhere but
 * the site. `missing` are the paths that are expected not to be there, `elsewhere` what addresses
 * begin with that may be asked outside, `expected` says of a complaint whether it may come.
 */
export async function visiting({ site = starter, from = site.http, missing = [], elsewhere = [], expected = () => false, ...options }, visit) {
  // What glides could be clicked where it was a moment ago. Times of day are the same on every machine.
  const still = { viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", timezoneId: "UTC" };
  const context = await browser.newContext({ ...still, ...options });
  context.setDefaultTimeout(15_000);
  const complaints = [];
  const complain = (what) => complaints.push(what);
  const isMissing = (url) => missing.some((path) => url === new URL(path, from).href);
  context.on("console", (message) => {
    if (!isMissing(message.location().url)) complain(`console ${message.type()}: ${message.text()} at ${message.location().url}`);
  });
  context.on("weberror", (error) => complain(`error: ${error.error()}`));
  context.on("request", (request) => {
    if (!request.url().startsWith(from) && !elsewhere.some((start) => request.url().startsWith(start))) complain(`request elsewhere: ${request.url()}`);
  });
  context.on("requestfailed", (request) => {
    // A page that is left takes its unfinished requests with it.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") complain(`failed: ${request.url()}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400 && !isMissing(response.url())) complain(`status ${response.status()}: ${response.url()}`);
  });
  await context.exposeBinding("reportViolation", ({ page }, text) => complain(`policy: ${text} on ${page.url()}`));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      globalThis.reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  try {
    const page = await context.newPage();
    page.at = (path) => page.goto(new URL(path, from).href);
    await visit(page);
    assert.deepEqual(complaints.filter((what) => !expected(what)), []);
  } finally {
    await context.close();
  }
}

/** Reads until it is as wanted, and says in the end what it is instead: what a page does comes when it comes. */
export async function becomes(read, wanted, message) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (isDeepStrictEqual(await read(), wanted)) return;
    await sleep(50);
  }
  assert.deepEqual(await read(), wanted, message);
}

/** The words that the box or the search page has answered. */
export const answered = (page) =>
  page.evaluate(() => {
    const all = document.querySelector("[role=option].all");
    return all ? new URL(all.href).searchParams.get("q") : document.title.split(" – ")[0];
  });

/** Once the page is laid out anew and its script has seen that: what is asked of it before may be what it was. */
export const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Gives the window another size, and waits until the page has followed. */
export async function resize(page, width, height = 900) {
  await page.setViewportSize({ width, height });
  await drawn(page);
}

/** The path of the address inside the site, with query and fragment. */
export const inSite = (page, from = starter.http) => {
  assert.ok(page.url().startsWith(from), page.url());
  return decodeURI(page.url().slice(from.length));
};

export function site(dir, http) {
  const list = (folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? list(path) : [relative(dir, path)];
    });
  const paths = list(dir).sort();
  const read = (path) => readFileSync(join(dir, path), "utf8");
  const isRedirect = (path) => read(path).includes('<meta http-equiv="refresh"');
  return {
    dir,
    http,
    file: `${pathToFileURL(dir)}/`,
    paths,
    pages: paths.filter((path) => path.endsWith(".html") && !isRedirect(path)),
    redirects: paths.filter((path) => path.endsWith(".html") && isRedirect(path)),
    read,
  };
}

/** One page of each kind, by what it is. The tests of every page run on all of them. */
export const kinds = {
  home: "index.html",
  support: "support.html",
  section: "articles/billing/index.html",
  channels: "channels/index.html",
  channel: "channels/hotline.html",
  plan: "sla/business.html",
  article: "articles/billing/read-your-invoice.html",
  guide: "guides/first-week/index.html",
  lesson: "guides/first-week/sign-in-safely.html",
  faq: "faq/general.html",
  notice: "notices/2026-12-maintenance.html",
  page: "accessibility.html",
  search: "search.html",
  "not found": "404.html",
};
