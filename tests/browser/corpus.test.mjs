// A real documentation tree, imported: 101 pages in two languages, sentence by sentence.

import assert from "node:assert/strict";
import { test } from "node:test";

import { corpus, inSite, visiting, withBrowser } from "./portal.mjs";

withBrowser();

for (const from of [corpus.http, corpus.file]) {
  test(`${new URL(from).protocol} 客戶支援 finds the page, and a result leads to its heading`, async () => {
    await visiting({ site: corpus, from }, async (page) => {
      await page.at("index.html");
      await page.getByRole("combobox").fill("客戶支援");
      const options = page.getByRole("option");
      await options.nth(2).waitFor();
      const hrefs = await options.evaluateAll((all) => all.map((option) => option.href));
      assert.equal(hrefs[0].slice(from.length).split("#")[0], "customer-support.html");
      const deep = hrefs.findIndex((href) => href.includes(".html#"));
      assert.ok(deep >= 0, "a result inside a page");
      await options.nth(deep).click();
      await page.waitForURL(hrefs[deep]);
      assert.equal(inSite(page, from), decodeURI(hrefs[deep].slice(from.length)));
      await page.waitForFunction(() => {
        const target = document.querySelector(":target");
        const { top, bottom } = target.getBoundingClientRect();
        return target.checkVisibility() && top >= 0 && bottom <= innerHeight;
      });
    });
  });
}

const LITERAL = [/\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION|INCLUDE|VIDEO)/i, /:::/, /<\/?span/, /data-ttu-id/, /sxs-lookup/];

test("nothing of the source's notation is left in the text of any page", () => {
  const left = corpus.pages.flatMap((path) => {
    const text = corpus
      .read(path)
      .replace(/<(script|style)\b.*?<\/\1>/gs, "")
      .replace(/<[^>]*>/g, " ")
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">");
    return LITERAL.filter((literal) => literal.test(text)).map((literal) => `${path}: ${literal}`);
  });
  assert.deepEqual(left, []);
});

test("nor does a reader see any", async () => {
  await visiting({ site: corpus }, async (page) => {
    for (const path of ["index.html", "customer-support.html", "billing.html", "report-problems-with-partner-center.html"]) {
      await page.at(path);
      const text = await page.locator("body").innerText();
      for (const literal of LITERAL) assert.doesNotMatch(text, literal, path);
    }
  });
});
