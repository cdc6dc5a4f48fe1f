// Every page of the portal, over http under the policy and from the disk.

import assert from "node:assert/strict";
import { test } from "node:test";

import { corpus, inSite, kinds, resize, starter, visiting, withBrowser } from "./portal.mjs";

withBrowser();

const WIDTHS = [1440, 1024, 768, 390, 320];
// What fits here fits into wider windows, as long as the page is laid out as those of its kind.
const NARROW = [320];

// What pages of a kind run is the same: of each kind there is one here, and PAGES=all walks through all pages.
const walked = (pages) => {
  const isOfKind = (path) => Object.values(kinds).includes(path.replace(/^zh-TW\//, ""));
  return process.env.PAGES === "all" ? pages : pages.filter(isOfKind);
};

test("every page opens without a complaint, whole, at each width", async () => {
  await visiting({}, async (page) => {
    for (const path of starter.pages) await inspect(page, path, walked([path]).length ? WIDTHS : NARROW);
  });
});

// What a page loads and draws only for who asks is under the policy, too.
test("pages are searched from, and left for their other language, without a complaint", async () => {
  await visiting({}, async (page) => {
    const seen = new Set();
    const pages = walked(starter.pages.filter((path) => !path.startsWith("zh-TW/")));
    assert.ok(pages.length >= 14);
    for (const path of pages) {
      await page.at(path);
      for (const words of ["invoice", "帳單"]) {
        seen.add(inSite(page).replace(/[?#].*/, ""));
        await page.locator("[data-search] input").first().evaluate((input, words) => {
          input.value = words;
          input.dispatchEvent(new Event("input"));
        }, words);
        await page.locator("[role=option], [data-search-page] li a").first().waitFor({ state: "attached" });
        const link = page.locator("header [data-dropdown] a[hreflang]:not([aria-current])");
        if (words !== "invoice" || !(await link.count())) break;
        await link.dispatchEvent("click");
        await page.waitForURL((url) => url.pathname.includes("/zh-TW/"));
      }
    }
    const known = (path) => seen.has(path) || seen.has(path.replace(/index\.html$/, ""));
    const wanted = pages.flatMap((path) => (path === "404.html" ? [path] : [path, `zh-TW/${path}`]));
    assert.deepEqual(wanted.filter((path) => !known(path)), []);
  });
});

test("pages open from the disk without a complaint", async () => {
  await visiting({ from: starter.file }, async (page) => {
    // 404.html alone names its files from the root of a host. At each width they were looked at above.
    const pages = walked(starter.pages.filter((path) => path !== "404.html"));
    for (const path of pages) await inspect(page, path, [1440]);
  });
});

test("an old address leads to its page", async () => {
  assert.deepEqual(starter.redirects, ["kb/1042/index.html"]);
  for (const from of [starter.http, starter.file]) {
    // For a page without an icon a browser asks the host for its own.
    await visiting({ from, missing: ["/favicon.ico"] }, async (page) => {
      await page.at(starter.redirects[0]);
      await page.waitForURL(/reset-your-password\.html$/);
      await page.getByRole("heading", { level: 1 }).waitFor();
    });
  }
});

test("a page that is not there is answered by one that leads on", async () => {
  await visiting({ missing: ["articles/billing/gone.html"] }, async (page) => {
    await page.at("articles/billing/gone.html");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByRole("main").getByRole("link", { name: "Help articles" }).last().click();
    await page.waitForURL(`${starter.http}articles/index.html`);
  });
});

test("every imported page opens without a complaint", { skip: !corpus }, async () => {
  await visiting({ site: corpus }, async (page) => {
    for (const path of corpus.pages) await inspect(page, path, NARROW);
  });
});

async function inspect(page, path, widths) {
  // Windows are seldom resized, and a resize takes longer than a page.
  if (page.viewportSize().width !== widths[0]) await resize(page, widths[0]);
  await page.at(path);
  const found = await page.evaluate(async () => {
    const skip = document.querySelector("a");
    // Pictures further down are loaded as one scrolls.
    const pictures = [...document.querySelectorAll("img[src]")];
    pictures.forEach((image) => (image.loading = "eager"));
    await Promise.allSettled(pictures.map((image) => image.decode()));
    return {
      lang: document.documentElement.lang,
      title: document.title.trim(),
      headings: [...document.querySelectorAll("h1")].map((heading) => heading.innerText.trim()),
      skip: skip?.hash && document.getElementById(skip.hash.slice(1))?.tagName,
      missing: pictures.filter((image) => !image.naturalWidth).map((image) => image.currentSrc),
    };
  });
  assert.match(found.lang, /^[a-z]{2}(-[A-Z]{2})?$/, path);
  assert.notEqual(found.title, "", path);
  assert.equal(found.headings.length, 1, `${path}: h1`);
  assert.notEqual(found.headings[0], "", `${path}: h1`);
  assert.equal(found.skip, "MAIN", `${path}: the first link leads to the content`);
  assert.deepEqual(found.missing, [], `${path}: pictures`);
  for (const width of widths) {
    if (width !== widths[0]) await resize(page, width);
    const content = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(content <= width, `${path} is ${content} px wide in a window of ${width} px`);
  }
}
