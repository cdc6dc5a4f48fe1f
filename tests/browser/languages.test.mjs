// From one language to another: the same page, and the same place in it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { inSite, rtl, starter, visiting, withBrowser } from "./portal.mjs";

withBrowser();

/** Chooses a language in the head of the page. The head is always in sight, but Playwright would scroll to it. */
async function choose(page, tag) {
  const link = page.locator(`header [data-dropdown] a[hreflang="${tag}"]`);
  const to = await link.evaluate((one) => one.href);
  await page.locator("header [data-dropdown] summary").dispatchEvent("click");
  await link.dispatchEvent("click");
  await page.waitForURL((url) => url.href.split("#")[0] === to);
}

/** Waits until the reader sees the element, and has come to it: browsers go there once the page is drawn. */
const stands = (page, selector) =>
  page.waitForFunction((selector) => {
    const { top } = document.querySelector(selector).getBoundingClientRect();
    return top >= 0 && top < innerHeight * 0.3;
  }, selector);

test("a link to a heading of the source leads there in every language, and stays as the language changes", async () => {
  for (const from of [rtl.http, rtl.file]) {
    await visiting({ site: rtl, from }, async (page) => {
      await page.at("ar/articles/long.html#second-step");
      assert.equal(await page.locator("#second-step").textContent(), "الخطوة الثانية#");
      await stands(page, "#second-step");
      await choose(page, "en");
      assert.equal(inSite(page, from), "articles/long.html#second-step");
      await choose(page, "ar");
      assert.equal(inSite(page, from), "ar/articles/long.html#second-step");
      // A page that falls back has the anchors of its source.
      await choose(page, "he");
      assert.equal(inSite(page, from), "he/articles/long.html#second-step");
      await stands(page, "#second-step");
    });
  }
});

test("who has read on to a heading goes on there", async () => {
  await visiting({ site: rtl }, async (page) => {
    await page.at("ar/articles/long.html#first-step");
    // Who scrolls before that is brought back.
    await stands(page, "#first-step");
    await page.locator("#third-step").evaluate((one) => one.scrollIntoView());
    await stands(page, "#third-step");
    await choose(page, "en");
    assert.equal(inSite(page, rtl.http), "articles/long.html#third-step");
    await stands(page, "#third-step");
    // The anchor of the translation's own words is no anchor of the other language.
    await page.at(`ar/articles/long.html#${encodeURIComponent("الخطوة-الثانية")}`);
    await stands(page, "#second-step");
    await choose(page, "en");
    assert.equal(inSite(page, rtl.http), "articles/long.html#second-step");
  });
});

test("who is at the top stays at the top", async () => {
  await visiting({ site: rtl }, async (page) => {
    await page.at("articles/long.html#second-step");
    await stands(page, "#second-step");
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForFunction(() => scrollY === 0);
    await choose(page, "ar");
    assert.equal(inSite(page, rtl.http), "ar/articles/long.html");
  });
});

test("a question that is open stays the question that is asked", async () => {
  const questions = starter.read("faq/general.html").match(/<details class="question" id="[^"]+"/g);
  const id = questions.at(-1).split('"').at(-2);
  await visiting({}, async (page) => {
    await page.at(`faq/general.html#${id}`);
    await choose(page, "zh-TW");
    assert.equal(inSite(page), `zh-TW/faq/general.html#${id}`);
    assert.equal(await page.locator(`[id="${id}"]`).evaluate((one) => one.open), true);
  });
});

test("without a script the language changes on the same page", async () => {
  await visiting({ site: rtl, javaScriptEnabled: false }, async (page) => {
    await page.at("ar/articles/long.html#second-step");
    await page.locator("header [data-dropdown] summary").click();
    await page.locator("header [data-dropdown] a[hreflang=en]").click();
    await page.waitForURL(`${rtl.http}articles/long.html`);
  });
});
