// What a machine can tell of WCAG 2.2 AA, on a page of each kind, in light and in dark.

import assert from "node:assert/strict";
import { test } from "node:test";

import axe from "axe-core";

import { kinds, starter, visiting, withBrowser } from "./portal.mjs";

withBrowser();

const pages = { ...kinds, Chinese: "zh-TW/articles/billing/read-your-invoice.html" };

for (const colorScheme of ["light", "dark"]) {
  for (const [viewport, width] of [["desktop", 1440], ["phone", 390]]) {
    test(`pages of every kind pass in ${colorScheme} on a ${viewport}`, async () => {
      // The tool brings its own script, which the policy would refuse.
      await visiting({ colorScheme, bypassCSP: true, viewport: { width, height: 900 } }, async (page) => {
        const found = {};
        for (const [kind, path] of Object.entries(pages)) {
          await page.at(path);
          const list = await violations(page);
          if (list.length) found[`${kind}: ${path}`] = list;
        }
        assert.deepEqual(found, {});
      });
    });
  }

  test(`search results pass in ${colorScheme}`, async () => {
    await visiting({ colorScheme, bypassCSP: true }, async (page) => {
      await page.at("search.html?q=invoice");
      await page.locator("[data-results] li").first().waitFor();
      assert.deepEqual(await violations(page), [], "the search page");
      await page.at("index.html");
      await page.getByRole("combobox").fill("invoice");
      await page.getByRole("option").first().waitFor();
      assert.deepEqual(await violations(page), [], "the list under the box");
      await page.getByRole("combobox").fill("xylophone zebra");
      await page.getByText("Nothing found").first().waitFor();
      assert.deepEqual(await violations(page), [], "nothing under the box");
      await page.at("search.html?q=xylophone%20zebra");
      await page.getByRole("heading", { name: "Ask us instead" }).waitFor();
      assert.deepEqual(await violations(page), [], "nothing on the search page");
      await page.at("zh-TW/search.html?q=authenticator");
      await page.locator("[data-also] li").first().waitFor();
      assert.deepEqual(await violations(page), [], "results in two languages");
      await page.at("zh-TW/index.html");
      await page.getByRole("combobox").fill("authenticator");
      await page.getByRole("group").getByRole("option").first().waitFor();
      assert.deepEqual(await violations(page), [], "two languages under the box");
    });
  });
}

async function violations(page) {
  await page.evaluate(axe.source);
  const result = await page.evaluate(() =>
    globalThis.axe.run(document, {
      resultTypes: ["violations"],
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    }),
  );
  assert.ok(result.testEngine.version, "the tool ran");
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
}
