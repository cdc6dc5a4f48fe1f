// The starter portal in a sub-folder of real servers: every file, every old address, every header, and
// a page of each kind in a browser under the policy that the server sends. (All pages under the same policy
// are opened in pages.test.mjs.)

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";

import { ask, isInstalled, servers, start } from "./hosts.mjs";
import { kinds, site, visiting, withBrowser } from "./portal.mjs";
import { POLICY } from "./serve.mjs";

withBrowser();

const FOLDER = "/help/center/";
const content = join(import.meta.dirname, "../../content");
const work = mkdtempSync(join(tmpdir(), "supportal-hosts-"));
after(() => rmSync(work, { recursive: true, force: true }));

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".vcf": "text/vcard; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};
// Names that change with the content.
const LASTING = /^assets\/theme\/[^/]+\.[0-9a-f]{8}\.\w+$|(^|\/)search\/[0-9a-f]{10}\//;
// What tells the server or the program something is for nobody else.
const OWN = [".supportal-manifest.json", "nginx.conf", "Caddyfile", ".htaccess"];

// What an author may write, and servers may take for more than letters.
const OLD = ["/kb/帳 單", "/old/a(b)+$c;d'e&f~g.html", "/kb/%E8%88%8A", "/Support.html", "/Articles/"];
const MOVED = `---\ntitle: 發票 $1 – it's here\ndescription: A page with a name that needs escapes.\nupdated: 2026-05-01\nredirect_from: ${JSON.stringify(OLD)}\n---\n\nIt was elsewhere. <a id="old-name"></a>\n`;

for (const name of Object.keys(servers)) {
  // tests/run installs them where CI is set: what cannot be proven there has failed.
  const skip = !process.env.CI && !isInstalled(name) && `${name} is not installed`;
  test(`${name}: every address, every old one and every header`, { skip }, () => on(name, compare));
  test(`${name}: pages open under the policy it sends`, { skip }, () => on(name, open));
}

/** Builds the portal for the host, and visits it there. */
async function on(name, visit) {
  assert.ok(isInstalled(name), `${name} is not installed`);
  const portal = join(work, `${name}-portal`);
  const root = join(work, name);
  const dir = join(root, FOLDER);
  rmSync(root, { recursive: true, force: true });
  cpSync(content, portal, { recursive: true });
  writeFileSync(join(portal, "en/articles/billing/發票 $1.md"), MOVED);
  const config = join(portal, "supportal.yaml");
  const text = readFileSync(join(content, "supportal.yaml"), "utf8").replace(/^url: .*\n/m, "");
  writeFileSync(config, `${text}\nurl: https://host.example${FOLDER}\npublish: {host: ${name}, hsts: subdomains}\n`);
  mkdirSync(join(dir, ".."), { recursive: true });
  execFileSync(process.env.SUPPORTAL, ["build", "--quiet", portal, "-o", dir], {
    env: { ...process.env, SOURCE_DATE_EPOCH: "1780272000" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const server = await start(name, join(work, `${name}-server`), root, FOLDER);
  try {
    await visit(site(dir, `${server.origin}${FOLDER}`), server.origin);
  } finally {
    await server.close();
  }
}

async function compare(site, origin) {
  const url = (path) => site.http + path.split("/").map(encodeURIComponent).join("/");
  const bytes = (path) => readFileSync(join(site.dir, path));
  const files = site.paths.filter((path) => !OWN.includes(path));
  assert.ok(files.length > 300, `${files.length} files`);
  const guarded = (answer, path) => {
    assert.equal(answer.headers["content-security-policy"], POLICY, path);
    assert.equal(answer.headers["x-content-type-options"], "nosniff", path);
    assert.equal(answer.headers["strict-transport-security"], "max-age=31536000; includeSubDomains", path);
  };
  const check = (answer, path, at = path) => {
    assert.equal(answer.status, 200, at);
    assert.ok(answer.body.equals(bytes(path)), `${at}: the bytes that were built`);
    assert.equal(answer.headers["content-type"]?.toLowerCase(), TYPES[extname(path)], at);
    const cache = LASTING.test(path) ? "public, max-age=31536000, immutable" : "no-cache";
    assert.equal(answer.headers["cache-control"], cache, at);
    assert.ok(answer.headers.etag, at);
    guarded(answer, at);
  };
  // At an old address that names a file the server leads on; in a folder the page for other hosts stands.
  const isOld = (path) => site.redirects.includes(path) && !path.endsWith("/index.html");
  for (const path of files.filter((path) => !isOld(path))) check(await ask(url(path)), path);

  // Folders, with and without the last slash.
  for (const path of files.filter((path) => path.endsWith("index.html"))) {
    const folder = path.slice(0, -"index.html".length);
    const moved = site.redirects.includes(path);
    if (!moved) check(await ask(url(folder)), path, folder);
    const bare = await ask(url(folder).slice(0, -1));
    assert.ok([301, 308].includes(bare.status), `${folder}: ${bare.status}`);
    if (!moved) assert.equal(new URL(bare.headers.location, origin).href, url(folder));
  }

  // Old addresses, as browsers ask for them.
  const leads = async (from, to) => {
    const answer = await ask(`${site.http}${from}`);
    assert.equal(answer.status, 301, from);
    // Servers differ in which letters they escape.
    const location = new URL(answer.headers.location, origin).href;
    assert.equal(decodeURIComponent(location), `${site.http}${to}`, from);
    guarded(answer, from);
  };
  const page = "articles/accounts/reset-your-password.html";
  for (const from of ["kb/1042", "kb/1042/"]) await leads(from, page);
  const old = ["kb/%E5%B8%B3%20%E5%96%AE", "kb/%E5%B8%B3%20%E5%96%AE/", "old/a(b)+$c;d'e&f~g.html", "kb/%E8%88%8A"];
  // That of a page in other letters is not the page's.
  for (const from of [...old, "Support.html", "Articles", "Articles/"]) {
    await leads(from, "articles/billing/發票 $1.html");
  }

  // What is not there, is nobody's to read, or would be a list of files.
  const lost = bytes("404.html");
  for (const path of ["gone", "gone.html", "kb/10420", "kb/1042x", "assets/theme/theme.00000000.css", "search/0123456789/t0.js", ...OWN.slice(0, 3)]) {
    const answer = await ask(url(path));
    assert.equal(answer.status, 404, path);
    assert.ok(answer.body.equals(lost), `${path}: the page of the site`);
    assert.match(answer.headers["content-type"], /^text\/html; charset=utf-8$/i);
    assert.doesNotMatch(answer.headers["cache-control"] ?? "", /immutable/, path);
    guarded(answer, path);
  }
  for (const path of ["assets/", ".htaccess"]) {
    const answer = await ask(url(path));
    assert.ok([403, 404].includes(answer.status), `${path}: ${answer.status}`);
    assert.ok(!answer.body.includes("invoice.svg") && !answer.body.includes("RedirectMatch"), path);
  }

  // A build leaves hidden files where they are: the history of a repository is not the site's. Some are for others.
  for (const path of [".git/config", ".env", "articles/.private/a.html", ".well-known/proof.txt"]) {
    mkdirSync(dirname(join(site.dir, path)), { recursive: true });
    writeFileSync(join(site.dir, path), "words");
  }
  for (const path of [".git/config", ".env", "%2Egit/config", "articles/.private/a.html"]) {
    const answer = await ask(`${site.http}${path}`);
    assert.equal(answer.status, 404, path);
    assert.ok(answer.body.equals(lost), `${path}: the page of the site`);
  }
  check(await ask(url(".well-known/proof.txt")), ".well-known/proof.txt");

  // Asked again, and compressed where there is something compressed.
  const { etag } = (await ask(url(page))).headers;
  assert.equal((await ask(url(page), { "if-none-match": etag })).status, 304);
  for (const path of [page, files.find((path) => path.endsWith(".css"))]) {
    const packed = gzipSync(bytes(path));
    writeFileSync(join(site.dir, `${path}.gz`), packed);
    const answer = await ask(url(path), { "accept-encoding": "gzip" });
    assert.equal(answer.headers["content-encoding"], "gzip", path);
    assert.ok(answer.body.equals(packed));
    assert.match(answer.headers.vary, /accept-encoding/i);
    assert.equal(answer.headers["content-type"]?.toLowerCase(), TYPES[extname(path)], path);
    assert.match(answer.headers["cache-control"], LASTING.test(path) ? /immutable/ : /^no-cache$/, path);
    guarded(answer, path);
    check(await ask(url(path)), path);
  }
}

async function open(site) {
  await visiting({ site }, async (page) => {
    for (const path of Object.values(kinds)) {
      await page.at(path);
      assert.equal(await page.locator("h1").count(), 1, path);
    }
    await page.at("search.html?q=forgot+password");
    await page.getByRole("main").getByRole("link", { name: "Reset your password" }).first().waitFor();
  });
  // An old address, asked of the server and of the page that stands there: the anchor comes along.
  await visiting({ site, missing: ["/favicon.ico"] }, async (page) => {
    for (const from of ["kb/1042#_main", "kb/1042/index.html#_main"]) {
      await page.at(from);
      await page.waitForURL(/reset-your-password\.html#_main$/);
    }
  });
}
