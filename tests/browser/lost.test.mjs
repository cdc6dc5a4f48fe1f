// The page for addresses that do not exist: one for all languages of the portal.

import assert from "node:assert/strict";
import { test } from "node:test";

import { prepare, wrong } from "./accessible.mjs";
import { rtl, visiting, withBrowser } from "./portal.mjs";

withBrowser();

const TITLES = { en: "Page not found", "zh-TW": "找不到頁面", ar: "الصفحة غير موجودة", he: "הדף לא נמצא", de: "Seite nicht gefunden", ja: "ページが見つかりません" };

/** Which languages say that the page is not there, in their order. */
const told = (page) =>
  page.locator("main :is(h1, h2)").evaluateAll((all, titles) => {
    const seen = all.filter((one) => one.checkVisibility() && titles.includes(one.textContent));
    return seen.map((one) => [one.closest("[lang]").lang, one.closest("[dir]").dir, one.textContent]);
  }, Object.values(TITLES));

for (const [language, path] of [
  ["en", "articles/lost-invoice.html"],
  ["zh-TW", "zh-TW/articles/outlook-lost.html"],
  ["ar", "ar/articles/لغتان.html"],
]) {
  test(`an address of ${language} that is not there is told of in ${language} alone`, async () => {
    await visiting({ site: rtl, missing: [path] }, async (page) => {
      await page.at(path);
      const near = page.locator("[data-lost]:not([hidden]) a").first();
      await near.waitFor();
      assert.deepEqual(await told(page), [[language, language === "ar" ? "rtl" : "ltr", TITLES[language]]]);
      assert.equal(await page.locator("h1:visible").count(), 1);
      assert.match(await page.title(), new RegExp(`^${TITLES[language]} – `));
      const hrefs = await page.locator("main :is([data-lost], .lost-topics) a:visible").evaluateAll((all) => all.map((one) => one.href));
      const folder = new URL(language === "en" ? "" : `${language}/`, rtl.http).href;
      assert.deepEqual(hrefs.filter((href) => !href.startsWith(folder)), []);
      assert.ok(hrefs.length > 5, hrefs.join("\n"));
      await page.getByRole("main").getByRole("searchbox").or(page.getByRole("main").getByRole("combobox")).fill("outlook");
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.href.startsWith(`${folder}search.html`));
    });
  });
}

test("without a script each language says so, the source first", async () => {
  const path = "zh-TW/articles/outlook-lost.html";
  await visiting({ site: rtl, missing: [path], javaScriptEnabled: false }, async (page) => {
    await page.at(path);
    const expected = ["en", "zh-TW", "ar", "he", "de", "ja"].map((one) => [one, /ar|he/.test(one) ? "rtl" : "ltr", TITLES[one]]);
    assert.deepEqual(await told(page), expected);
    await page.getByRole("link", { name: "首頁" }).click();
    assert.equal(page.url(), new URL("zh-TW/index.html", rtl.http).href);
  });
});

test("machines find nothing wrong with the page in another language", async () => {
  const path = "zh-TW/articles/outlook-lost.html";
  await visiting({ site: rtl, missing: [path], bypassCSP: true }, async (page) => {
    await page.at(path);
    await prepare(page);
    assert.deepEqual(await wrong(page), []);
  });
});
