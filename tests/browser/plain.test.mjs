// Without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";

import { becomes, inSite, kinds, starter, visiting, withBrowser } from "./portal.mjs";

withBrowser();

for (const from of [starter.http, starter.file]) {
  const scheme = new URL(from).protocol;

  test(`${scheme} pages of every kind read`, async () => {
    await visiting({ from, javaScriptEnabled: false }, async (page) => {
      for (const [kind, path] of Object.entries(kinds)) {
        if (scheme === "file:" && path === "404.html") continue;
        await page.at(path);
        await page.getByRole("heading", { level: 1 }).waitFor();
        assert.notEqual(await page.getByRole("heading", { level: 1 }).innerText(), "", kind);
        const text = await page.getByRole("main").innerText();
        assert.ok(text.length > 60, `${kind}: ${text}`);
        // What needs a script is not offered.
        assert.equal(await page.locator(".script-only:visible").count(), 0, kind);
      }
    });
  });

  test(`${scheme} one gets from the home page to an article and on`, async () => {
    await visiting({ from, javaScriptEnabled: false }, async (page) => {
      await page.at("index.html");
      await page.getByRole("main").getByRole("link", { name: "Billing and subscriptions", exact: true }).click();
      await page.getByRole("main").getByRole("link", { name: "Read your invoice" }).first().click();
      await page.getByRole("heading", { name: "Dispute a line" }).waitFor();
      await page.getByRole("link", { name: "Why the amount changes" }).first().click();
      await becomes(() => inSite(page, from), "articles/billing/read-your-invoice.html#why-the-amount-changes");
      await page.locator("summary").filter({ hasText: "Language" }).first().click();
      await page.getByRole("link", { name: "繁體中文" }).click();
      await becomes(() => inSite(page, from), "zh-TW/articles/billing/read-your-invoice.html");
    });
  });

  test(`${scheme} the search page offers other ways`, async () => {
    await visiting({ from, javaScriptEnabled: false }, async (page) => {
      await page.at("index.html");
      await page.getByRole("searchbox").fill("invoice");
      await page.getByRole("searchbox").press("Enter");
      await page.waitForURL((url) => /^search\.html(\?q=invoice)?$/.test(url.href.slice(from.length)));
      // Every page is listed, and the sections before them.
      for (const title of ["Read your invoice", "Hotline", "Maintenance and incidents"]) {
        await page.locator(".a-to-z").getByRole("link", { name: title, exact: true }).waitFor();
      }
      await page.getByRole("main").getByRole("link", { name: "Help articles" }).first().click();
      await becomes(() => inSite(page, from), "articles/index.html");
    });
  });
}

test("questions open without a script", async () => {
  await visiting({ javaScriptEnabled: false }, async (page) => {
    await page.at(kinds.faq);
    const question = page.locator("details.question").first();
    await question.locator("summary").click();
    assert.equal(await question.evaluate((details) => details.open), true);
  });
});

test("the search page says what there is without a script, and nothing of it with one", async () => {
  const sentence = /The search needs JavaScript.* Browse by topic, All pages from A to Z$/;
  await visiting({ javaScriptEnabled: false }, async (page) => {
    await page.at("channels/index.html");
    await page.getByRole("searchbox", { name: "What is wrong?" }).fill("outlook");
    await page.keyboard.press("Enter");
    await page.getByText(sentence).waitFor();
    await page.getByRole("main").getByRole("link", { name: "All pages from A to Z" }).click();
    assert.match(page.url(), /#_a-to-z$/);
  });
  await visiting({}, async (page) => {
    await page.at("search.html");
    await page.getByRole("heading", { level: 1 }).waitFor();
    assert.equal(await page.getByText("The search needs JavaScript").count(), 0);
  });
});
