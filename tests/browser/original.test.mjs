// The original of a translation, beside the text or below it.

import assert from "node:assert/strict";
import { test } from "node:test";

import axe from "axe-core";

import { becomes, corpus, inSite, resize, rtl, split, starter, visiting, withBrowser } from "./portal.mjs";

withBrowser();

const page = "zh-TW/articles/billing/read-your-invoice.html";
const words = "articles/billing/read-your-invoice.original.js";
const control = (open) => open.locator("[data-bilingual]");
const choose = (open, value) => control(open).locator("label", { has: open.locator(`[value=${value}]`) }).click();
const originals = (open) => open.locator(".sxs-lookup");

/** Where an element stands. */
const box = (element) => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return { left, right, top, bottom };
};
/** A text and its original, as they are laid out. */
const laid = async (pair) => {
  const [text, original] = [pair.locator(".sxs-text"), pair.locator(".sxs-lookup")];
  const seen = await Promise.all([text, original].map((one) => one.evaluate(box)));
  return { text: seen[0], original: seen[1] };
};

test("the original of a title that a page carries stands below or beside it, and is found", async (t) => {
  if (!process.env.CORPUS_DIR) return t.skip("the corpus is not there");
  await visiting({ site: corpus, viewport: { width: 1280, height: 900 } }, async (open) => {
    await open.at("customer-accounts.html");
    const title = open.getByRole("heading", { level: 1 });
    const original = title.getByText("Customer accounts");
    const [own, lead] = await Promise.all([title, open.locator("main .lead")].map((one) => one.evaluate(box)));
    assert.ok(own.bottom <= lead.top, "the description follows both");
    assert.equal(await originals(open).getByText("Customer accounts", { exact: true }).count(), 1);
    const { text, original: below } = await laid(title);
    assert.ok(below.top >= text.bottom - 1, "it stands below");
    await choose(open, "beside");
    const { text: left, original: right } = await laid(title);
    assert.ok(right.left >= left.right - 1, "it stands beside");
    await choose(open, "hidden");
    await original.waitFor({ state: "hidden" });
    await open.getByRole("combobox").fill("remove a relationship");
    const option = open.getByRole("option").first();
    await option.waitFor();
    assert.match(await option.evaluate((one) => one.href), /\/remove-a-relationship\.html$/);
  });
});

for (const from of [starter.http, starter.file]) {
  const scheme = new URL(from).protocol;

  test(`${scheme} the original comes when it is asked for, and stays for the next page`, async () => {
    await visiting({ from }, async (open) => {
      const asked = [];
      open.on("request", (request) => asked.push(request.url()));
      await open.at(page);
      assert.equal(await control(open).locator("input:checked").inputValue(), "hidden");
      assert.equal(await originals(open).count(), 0);
      assert.ok(!asked.some((url) => url.endsWith(".original.js")), "nobody asked for it");

      await choose(open, "below");
      await originals(open).first().waitFor();
      assert.equal(asked.filter((url) => url.endsWith(".original.js")).join(), from + words);
      const pairs = open.locator(".prose .sxs-pair");
      const { text, original } = await laid(pairs.first());
      assert.ok(original.top >= text.bottom - 1, "it stands below");
      // Nothing of it has an id: links to the page lead where they did.
      const doubles = await open.evaluate(() => {
        const ids = Array.from(document.querySelectorAll("[id]"), (element) => element.id);
        return ids.filter((id, at) => ids.indexOf(id) !== at);
      });
      assert.deepEqual(doubles, []);
      assert.equal(await originals(open).locator("[id]").count(), 0);
      const spoken = await originals(open).evaluateAll((all) => all.map((one) => `${one.lang} ${one.dir}`));
      assert.deepEqual([...new Set(spoken)], ["en ltr"]);

      await choose(open, "hidden");
      assert.equal(await originals(open).first().isVisible(), false);
      await choose(open, "beside");
      assert.equal(await originals(open).first().isVisible(), true);
      assert.equal(asked.filter((url) => url.endsWith(".original.js")).length, 1, "it came once");

      await open.at("zh-TW/faq/general.html");
      await originals(open).first().waitFor();
      assert.equal(await control(open).locator("input:checked").inputValue(), "beside");
      await open.at("faq/general.html");
      assert.equal(await control(open).count(), 0, "the original has none");
    });
  });
}

test("every original stands with the text that it is of, and its links lead from its own page", async () => {
  await visiting({}, async (open) => {
    const read = () =>
      open.evaluate(() => {
        const named = ".document-head h1, .document-head .lead, .prose :is(h2, h3, p, li)";
        return Array.from(document.querySelectorAll(named), (part) => {
          const original = part.querySelector(":scope > .sxs-lookup, :scope > .sxs-pair > .sxs-lookup");
          const own = part.cloneNode(true);
          own.querySelectorAll(".sxs-lookup, .heading-link, ul, ol").forEach((one) => one.remove());
          return [own.textContent.trim(), original && original.textContent.trim()];
        });
      });
    await open.at(page.replace("zh-TW/", ""));
    const source = (await read()).map(([text]) => text);
    await open.at(page);
    const before = (await read()).map(([text]) => text);
    await choose(open, "below");
    await originals(open).first().waitFor();
    const after = await read();
    assert.deepEqual(after.map(([text]) => text), before, "the translation is as it was");
    const expected = source.map((text, at) => (text === before[at] ? null : text));
    assert.deepEqual(after.map(([, original]) => original), expected);
    assert.ok(expected.filter(Boolean).length > 10);

    const link = originals(open).locator("a").first();
    const text = await link.textContent();
    await link.click();
    await becomes(() => inSite(open).startsWith("zh-TW/"), false, `${text} leads to the original's pages`);
  });
});

test("side by side when wide, one below the other when narrow, side by side on paper", async () => {
  const seen = async (open) => {
    const pairs = open.locator(".prose > p > .sxs-pair");
    await pairs.first().waitFor();
    return laid(pairs.first());
  };
  await visiting({ viewport: { width: 1280, height: 900 } }, async (open) => {
    await open.at(page);
    await choose(open, "beside");
    const wide = await seen(open);
    assert.ok(wide.original.left >= wide.text.right, "beside");
    assert.ok(Math.abs(wide.original.top - wide.text.top) < 12, "on the same line");
    // Items stand further in, and their originals in the same column.
    const lefts = await open.locator(".prose .sxs-pair > .sxs-lookup").evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)));
    assert.deepEqual([...new Set(lefts)].length, 1, `${lefts}`);

    await resize(open, 390, 844);
    const narrow = await seen(open);
    assert.ok(narrow.original.top >= narrow.text.bottom - 1, "below");
    const overflow = await open.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);

    // A sheet of A4 between its margins.
    await resize(open, 672, 950);
    await open.emulateMedia({ media: "print" });
    const paper = await seen(open);
    assert.ok(paper.original.left >= paper.text.right, "beside on paper");
    assert.equal(await control(open).isVisible(), false);

    await open.emulateMedia({ media: "screen" });
    await choose(open, "hidden");
    await open.emulateMedia({ media: "print" });
    assert.equal(await originals(open).first().isVisible(), false, "who hides it does not print it");
  });
});

test("from right to left the original stands on the left, and reads from left to right", async () => {
  await visiting({ site: rtl, from: rtl.http }, async (open) => {
    await open.at("ar/articles/two-languages.html");
    await choose(open, "beside");
    const pair = open.locator(".prose > p > .sxs-pair").first();
    await pair.waitFor();
    const { text, original } = await laid(pair);
    assert.ok(original.right <= text.left, "on the left");
    const style = await originals(open).last().evaluate((one) => getComputedStyle(one).direction);
    assert.equal(style, "ltr");
    assert.equal(await originals(open).count(), 4);
  });
});

test("words that are missing, or are not those of the page, are said to be", async () => {
  const notice = (open) => open.locator("[data-original-missing]");
  await visiting({ site: rtl, from: rtl.http }, async (open) => {
    await open.route("**/*.original.js", (route) => route.fulfill({ contentType: "text/javascript", body: 'document.currentScript.give("another",[["x"]]);' }));
    await open.at("ar/articles/two-languages.html");
    await choose(open, "below");
    await notice(open).waitFor();
    assert.equal(await originals(open).count(), 0);
    // It may be there the next time.
    await open.unroute("**/*.original.js");
    await choose(open, "beside");
    await originals(open).first().waitFor();
    assert.equal(await notice(open).isVisible(), false);
    await open.at("ar/articles/two-languages.html");
  });
  await visiting({ missing: [words] }, async (open) => {
    await open.route("**/*.original.js", (route) => route.fulfill({ status: 404, contentType: "text/plain", body: "" }));
    await open.at(page);
    await choose(open, "below");
    await notice(open).waitFor();
    await notice(open).locator("a").click();
    await becomes(() => inSite(open), page.replace("zh-TW/", ""));
  });
});

test("without a script there is no control, and the other language is a link away", async () => {
  await visiting({ javaScriptEnabled: false }, async (open) => {
    await open.at(page);
    assert.equal(await control(open).isVisible(), false);
    assert.equal(await open.locator(".prose").first().isVisible(), true);
    assert.ok((await open.locator(`a[hreflang=en]`).count()) > 0);
  });
});

test("a page with its original passes what a machine can tell of WCAG 2.2 AA", async () => {
  await visiting({ bypassCSP: true }, async (open) => {
    for (const choice of ["below", "beside"]) {
      await open.at(page);
      await choose(open, choice);
      await originals(open).first().waitFor();
      await open.evaluate(axe.source);
      const result = await open.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
      assert.deepEqual(result.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
    }
  });
});

test("a page that carries its original shows it in the same view", { skip: !corpus }, async () => {
  await visiting({ site: corpus, from: corpus.http }, async (open) => {
    await open.at("customer-support.html");
    assert.equal(await control(open).locator("input:checked").inputValue(), "below");
    await choose(open, "beside");
    const { text, original } = await laid(open.locator(".prose > p > .sxs-pair").nth(1));
    assert.ok(original.left >= text.right, "beside");
    await open.reload();
    assert.equal(await control(open).locator("input:checked").inputValue(), "beside");
  });
});

test("the page that the project began with, split into its languages, is whole again", { skip: !split }, async () => {
  for (const from of [split.http, split.file]) {
    await visiting({ site: split, from }, async (open) => {
      await open.at("zh-TW/customer-support.html");
      await choose(open, "beside");
      await originals(open).first().waitFor();
      // The title, and each of 19 blocks.
      assert.equal(await originals(open).count(), 20);
      assert.match(await originals(open).nth(5).textContent(), /^You are the first point of contact for your customers/);
    });
  }
});
