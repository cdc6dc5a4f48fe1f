// The link beside each heading: a part of its line, and none of its name.

import assert from "node:assert/strict";
import { test } from "node:test";

import { prepare, wrong } from "./accessible.mjs";
import { becomes, kinds, visiting, withBrowser } from "./portal.mjs";

withBrowser();

test("headings and regions have the names that they have without a script", async () => {
  const names = (page) => async () => {
    const tree = await page.locator("main").ariaSnapshot();
    return tree.match(/^ *- (?:heading|region) ".*$/gm)?.map((line) => line.trim().replace(/:$/, "")) ?? [];
  };
  for (const path of [kinds.article, kinds.channel, kinds.faq, kinds.support, `zh-TW/${kinds.article}`]) {
    let plain;
    await visiting({ javaScriptEnabled: false }, async (page) => {
      await page.at(path);
      plain = await names(page)();
    });
    await visiting({}, async (page) => {
      await page.at(path);
      assert.ok((await page.locator(".heading-link").count()) || path === kinds.faq, path);
      const own = (name) => plain.includes(name);
      // The calculator is a script's own.
      await becomes(async () => (await names(page)()).filter(own), plain, path);
      assert.deepEqual((await names(page)()).filter((name) => /Link to|的連結/.test(name)), [], path);
    });
  }
});

test("the link of a heading is reached by the keyboard behind it, and leads to it", async () => {
  await visiting({}, async (page) => {
    await page.at(kinds.article);
    const link = page.locator(".prose .heading-link").first();
    await link.focus();
    const name = await link.getAttribute("aria-label");
    const title = /“(.*)”/.exec(name)[1];
    await page.getByRole("heading", { level: 2, name: title, exact: true }).waitFor();
    assert.equal(await link.evaluate((one) => getComputedStyle(one).opacity), "1");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.querySelector(":target").textContent), `${title}#`);
  });
});

test("machines find nothing wrong with headings and their links", async () => {
  for (const path of [kinds.article, kinds.channel]) {
    await visiting({ bypassCSP: true }, async (page) => {
      await page.at(path);
      await prepare(page);
      assert.deepEqual(await wrong(page), [], path);
    });
  }
});

test("links are named with the words of their heading, buttons with those of their picture, whatever signs they hold", async () => {
  await visiting({ viewport: { width: 320, height: 700 } }, async (page) => {
    const signs = "Replace $& and $$ and $' and {title}";
    await page.route(`**/${kinds.article}`, async (route) => {
      const response = await route.fetch();
      const picture = '<p><img src="../../assets/sign-in.svg" alt="$&amp; and $$"></p>';
      const heading = `<h2 id="signs">${signs.replace("&", "&amp;")}</h2>${picture}<h2 id="dispute`;
      return route.fulfill({ response, body: (await response.text()).replace('<h2 id="dispute', () => heading) });
    });
    await page.at(kinds.article);
    assert.equal(await page.locator("#signs .heading-link").getAttribute("aria-label"), `Link to “${signs}”`);
    await page.getByRole("button", { name: "Enlarge picture: $& and $$", exact: true }).waitFor();
  });
});
