// Finding things: from the box on every page, and on the search page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { inSite, starter, visiting, withBrowser } from "./portal.mjs";

withBrowser();

const QUERIES = [
  ["", "billing", "articles/billing/index.html"],
  ["", "invoice", "articles/billing/read-your-invoice.html"],
  ["", "password", "articles/accounts/reset-your-password.html"],
  // One letter is missing.
  ["", "pasword", "articles/accounts/reset-your-password.html"],
  // A word that stands on no page, but is named as meaning the same.
  ["", "mfa", "articles/accounts/set-up-verification.html"],
  ["zh-TW/", "帳單", "zh-TW/articles/billing/read-your-invoice.html"],
  ["zh-TW/", "密碼", "zh-TW/articles/accounts/reset-your-password.html"],
];

for (const from of [starter.http, starter.file]) {
  const scheme = new URL(from).protocol;

  for (const [folder, query, expected] of QUERIES) {
    test(`${scheme} the box on the home page finds ${query}`, async () => {
      await visiting({ from }, async (page) => {
        await page.at(`${folder}index.html`);
        await page.getByRole("combobox").fill(query);
        const first = page.getByRole("option").first();
        await first.waitFor();
        const href = await first.evaluate((option) => option.href);
        assert.equal(decodeURI(href.slice(from.length)).split("#")[0], expected);
      });
    });

    test(`${scheme} the search page finds ${query}`, async () => {
      await visiting({ from }, async (page) => {
        // A file has no query that every browser keeps.
        const mark = scheme === "file:" ? "#" : "?";
        await page.at(`${folder}search.html${mark}q=${encodeURIComponent(query)}`);
        const first = page.locator("[data-results] li a").first();
        await first.waitFor();
        const href = await first.evaluate((link) => link.href);
        assert.equal(decodeURI(href.slice(from.length)).split("#")[0], expected);
        assert.equal(await page.getByRole("searchbox").inputValue(), query);
        await page.getByRole("status").filter({ hasText: /\d/ }).waitFor();
      });
    });
  }

  test(`${scheme} a result leads to the heading that answers`, async () => {
    await visiting({ from }, async (page) => {
      await page.at("index.html");
      await page.getByRole("combobox").fill("dispute a line of the invoice");
      await page.getByRole("option").first().click();
      await page.waitForURL(/#/);
      assert.equal(inSite(page, from), "articles/billing/read-your-invoice.html#dispute-a-line");
      await page.getByRole("heading", { name: "Dispute a line" }).waitFor();
      await page.waitForFunction(() => {
        const { top, bottom } = document.querySelector(":target").getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      });
      // Not under the header, which stays in place.
      const covered = await page.evaluate(() => {
        const heading = document.querySelector(":target");
        const { left, top } = heading.getBoundingClientRect();
        return !heading.contains(document.elementFromPoint(left + 4, top + 4));
      });
      assert.equal(covered, false);
    });
  });

  test(`${scheme} pressing Enter in the box goes to the search page`, async () => {
    await visiting({ from }, async (page) => {
      await page.at("articles/index.html");
      await page.getByRole("combobox").fill("invoice & licenses #1");
      await page.getByRole("combobox").press("Enter");
      await page.waitForURL(/search\.html/);
      assert.equal(await page.getByRole("searchbox").inputValue(), "invoice & licenses #1");
      await page.locator("[data-results] li").first().waitFor();
    });
  });
}

test("what the reader marks is what was asked for", async () => {
  await visiting({}, async (page) => {
    await page.at("search.html?q=invoice");
    const marks = page.locator("[data-results] mark");
    await marks.first().waitFor();
    for (const word of await marks.allInnerTexts()) assert.match(word, /^(invoice|bill|billing|statement)/i);
  });
});

test("filters narrow the results and stand in the address", async () => {
  await visiting({}, async (page) => {
    await page.at("search.html?q=phone");
    await page.locator("[data-results] li").first().waitFor();
    await page.getByLabel("Contact", { exact: true }).check();
    await page.waitForURL(/kind=channel/);
    const links = page.locator("[data-results] h2 a");
    await page.waitForFunction(() =>
      [...document.querySelectorAll("[data-results] h2 a")].every((link) => link.pathname.includes("/channels/")),
    );
    assert.ok((await links.count()) > 0);
    await page.reload();
    await links.first().waitFor();
    assert.ok(await page.getByLabel("Contact", { exact: true }).isChecked());
    assert.equal(await page.getByRole("searchbox").inputValue(), "phone");
  });
});

test("where nothing is found, the ways to reach the partner are shown", async () => {
  await visiting({}, async (page) => {
    await page.at("search.html?q=xylophone%20zebra");
    await page.getByRole("heading", { name: "Ask us instead" }).waitFor();
    await page.getByRole("link", { name: "+886 2 5555 0100" }).waitFor();
    assert.equal(await page.locator("[data-results] li").count(), 0);
  });
});

test("what is typed is text, whatever it looks like", async () => {
  await visiting({}, async (page) => {
    const query = `<img src=x onerror=alert(1)> {count} "'`;
    await page.at(`search.html?q=${encodeURIComponent(query)}`);
    await page.getByRole("status").filter({ hasText: query }).waitFor();
    assert.equal(await page.locator("main img").count(), 0);
  });
});
