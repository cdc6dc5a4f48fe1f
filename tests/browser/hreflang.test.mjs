// Two real trees as one portal: what its pages and its sitemap say of their languages, read from the built
// files alone, and the language switch of pages drawn by lot.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";

import { inSite, site, visiting, withBrowser } from "./portal.mjs";

withBrowser();

const HOST = "https://help.example/";
const corpus = resolve(import.meta.dirname, "../../../shared/corpus");
const skip = !existsSync(join(corpus, "partner-center-zh-tw")) && "the corpus is not here";
let work, built;

before(() => {
  if (skip) return;
  work = mkdtempSync(join(tmpdir(), "supportal-hreflang-"));
  const portal = join(work, "portal");
  const run = (...args) => execFileSync(process.env.SUPPORTAL, args, { stdio: ["ignore", "ignore", "ignore"] });
  run("import", "docfx", join(corpus, "partner-center-zh-tw"), portal, "--locale", `de-DE=${join(corpus, "partner-center-de-de")}`);
  appendFileSync(join(portal, "supportal.yaml"), `\nurl: ${HOST}\n`);
  run("build", "--quiet", portal, "-o", join(work, "site"));
  built = site(join(work, "site"), HOST);
});
after(() => work && rmSync(work, { recursive: true, force: true }));

/** The attributes of each tag of a name. */
function tags(text, name) {
  return [...text.matchAll(new RegExp(`<${name}\\s([^>]*)>`, "g"))].map(([, inside]) =>
    Object.fromEntries([...inside.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value])),
  );
}

/** The languages that a page or an entry of the sitemap names, with their addresses. */
function alternates(links) {
  const found = links.filter((link) => link.rel === "alternate" && link.hreflang).map((link) => [link.hreflang, link.href]);
  assert.equal(new Set(found.map(([tag]) => tag)).size, found.length, `a language twice: ${found}`);
  return Object.fromEntries(found.sort());
}

const addressOf = (path) => HOST + path.split("/").map(encodeURIComponent).join("/").replace(/(^|\/)index\.html$/, "$1");

test("hreflang is complete and mutual, in the pages and in the sitemap", { skip }, () => {
  const pages = new Map();
  for (const path of built.pages) {
    const head = built.read(path).split("</head>")[0];
    const links = tags(head, "link");
    const canonical = links.find((link) => link.rel === "canonical")?.href;
    pages.set(addressOf(path), { path, lang: tags(built.read(path), "html")[0].lang, canonical, others: alternates(links) });
  }
  const clusters = { translated: 0, alone: 0, unnamed: 0, fallbacks: 0 };
  for (const [address, { path, lang, canonical, others }] of pages) {
    const named = Object.entries(others);
    if (canonical && canonical !== address) {
      // Shown for want of a translation: it is the source's page, and says so.
      assert.deepEqual(named, [], path);
      assert.ok(pages.has(canonical), `${path}: ${canonical}`);
      clusters.fallbacks++;
      continue;
    }
    if (!named.length) {
      // Search, and what search engines are asked to leave out.
      clusters.unnamed++;
      continue;
    }
    assert.equal(others[lang], address, `${path} names itself`);
    assert.equal(others["x-default"], others["zh-TW"] ?? address, `${path}: x-default`);
    for (const [tag, other] of named) {
      const there = pages.get(other);
      assert.ok(there, `${path}: nothing at ${other}`);
      assert.deepEqual(there.others, others, `${path} and ${there.path}`);
      if (tag !== "x-default") assert.equal(there.lang, tag, there.path);
    }
    clusters[new Set(Object.values(others)).size > 1 ? "translated" : "alone"]++;
  }
  // The sitemap says the same of the same pages, and nothing of one that stands alone.
  const entries = built.read("sitemap.xml").split("<url>").slice(1);
  assert.ok(entries.length > 500);
  for (const entry of entries) {
    const address = /<loc>([^<]*)<\/loc>/.exec(entry)[1];
    const page = pages.get(address);
    assert.ok(page, address);
    assert.equal(page.canonical, address);
    const isAlone = new Set(Object.values(page.others)).size < 2;
    assert.deepEqual(alternates(tags(entry, "xhtml:link")), isAlone ? {} : page.others, address);
  }
  console.log(`pages ${pages.size}: ${JSON.stringify(clusters)}; sitemap ${entries.length}`);
  assert.ok(clusters.translated > 500 && clusters.fallbacks > 0);
});

test("the switch leads to the same page in the other language, on twenty pages drawn by lot", { skip }, async () => {
  const german = built.pages.filter((path) => path.startsWith("de-DE/") && built.pages.includes(path.slice(6)));
  let seed = 20260601;
  const draw = () => german[(seed = (seed * 48271) % 2147483647) % german.length];
  const drawn = Array.from({ length: 20 }, draw).filter((path) => !/(^|\/)(search|404)\.html$/.test(path));
  await visiting({ site: built, from: built.file }, async (page) => {
    for (const path of drawn) {
      await page.at(path);
      for (const [tag, there] of [["zh-TW", path.slice(6)], ["de-DE", path]]) {
        await page.locator("header [data-dropdown] summary").click();
        await page.locator(`header [data-dropdown] a[hreflang="${tag}"]`).click();
        await page.waitForURL((url) => decodeURI(url.href).split("#")[0] === decodeURI(built.file + there));
        assert.equal(await page.evaluate(() => document.documentElement.lang), tag, inSite(page, built.file));
      }
    }
  });
});
