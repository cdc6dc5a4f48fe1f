// Queries that want to be more than text, and some that nobody means: they change nothing in the page but text.

import assert from "node:assert/strict";
import { test } from "node:test";

import { starter, visiting, withBrowser } from "./portal.mjs";

withBrowser();

/** Each with a word that is found, so that rows with excerpts are made of the answer. */
const HOSTILE = [
  "<img src=x onerror=alert(1)>",
  "<img src=x onerror=alert(1)> invoice",
  `"><script>alert(1)</script> invoice`,
  "</title></textarea><svg onload=alert(1)> invoice",
  "<mark><b>invoice</b></mark>",
  "javascript:alert(1) invoice",
  "' autofocus onfocus=alert(1) x=' invoice",
  "{query} {count} {words} $& $1 invoice",
  "&lt;iframe srcdoc=1&gt; &#60;b&#62; invoice",
  "__proto__ constructor toString invoice",
  "\u202Einvoice\u2066 \u0007 invoice",
];

/** Each with what its first row leads to; nothing where nothing is found. */
const SPECIAL = [
  ["", "azrue", /^articles\/.*azure/],
  ["", "ＡＺＵＲＥ", /^articles\/.*azure/],
  ["", "02 5555 0100", /^channels\/hotline\.html/],
  ["", "+886255550100", /^channels\/hotline\.html/],
  ["", "s1", /^sla\//],
  ["", "subscriptions", /^articles\/billing\//],
  ["", "SUP-NOSLA", undefined],
  ["", "…!?()[]{}", undefined],
  ["zh-TW/", "帳單", /^zh-TW\/articles\/billing\//],
  ["zh-TW/", "账单", /^zh-TW\/articles\/billing\//],
  ["zh-TW/", "ＡＺＵＲＥ", /^zh-TW\/articles\//],
];

const LONG = ["invoice ", "帳單訂閱", "<b>", "a", "x1Y2z3-", "\u{1F642}"];

/** Goes to the search page with the query, as a link does. */
async function search(page, from, folder, query) {
  // A file has no query that every browser keeps.
  const mark = from.startsWith("file:") ? "#" : "?";
  await page.at(`${folder}search.html${mark}q=${encodeURIComponent(query)}`);
  await answered(page);
}

/** Waits until the query in the field is answered: only then it stands in the window's title. */
const answered = (page) =>
  page.waitForFunction(() => {
    // A title has no control characters, and no two spaces in a row.
    const query = document.querySelector("[data-search-page] [type=search]").value.replace(/[\s\0-\x1F]+/g, " ").trim();
    return document.title.startsWith(query);
  });

/** What a query could have made of the page, were it more than text. */
const made = (page) =>
  page.evaluate(() => {
    const strange = [...document.querySelectorAll("*")].filter(
      (element) =>
        element.getAttributeNames().some((name) => /^on|^srcdoc$|^autofocus$/.test(name)) ||
        (element.localName === "script" && !element.src && !/json$/.test(element.type)) ||
        /^(javascript|data|vbscript):/i.test(element.getAttribute("href") ?? "") ||
        element.matches("mark *"),
    );
    const names = "script img svg iframe object embed style link base meta title textarea input form".split(" ");
    return {
      strange: strange.map((element) => element.outerHTML.slice(0, 200)),
      counts: names.map((name) => `${document.querySelectorAll(name).length} ${name}`),
    };
  });

/** Visits and notices dialogs; what else a browser complains about is noticed by `visiting`. */
const watching = (from, visit) =>
  visiting({ from }, async (page) => {
    const dialogs = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      dialog.dismiss();
    });
    await visit(page);
    assert.deepEqual(dialogs, []);
  });

for (const from of [starter.http, starter.file]) {
  const scheme = new URL(from).protocol;

  test(`${scheme} a hostile query on the search page is text`, async () => {
    await watching(from, async (page) => {
      await search(page, from, "", "invoice");
      const plain = await made(page);
      assert.deepEqual(plain.strange, []);
      let rows = 0;
      for (const query of HOSTILE) {
        await search(page, from, "", query);
        assert.deepEqual(await made(page), plain, query);
        assert.equal(await page.getByRole("searchbox").inputValue(), query);
        rows += await page.locator("[data-results] li").count();
      }
      assert.ok(rows > HOSTILE.length, `${rows} rows`);
    });
  });

  test(`${scheme} a hostile query that is typed into the box is text`, async () => {
    await watching(from, async (page) => {
      await page.at("index.html");
      const plain = await made(page);
      const box = page.getByRole("combobox");
      let rows = 0;
      for (const query of HOSTILE) {
        await box.fill("");
        await page.locator("[role=combobox][aria-expanded=false]").waitFor();
        await box.fill(query);
        await page.locator("[role=combobox][aria-expanded=true]").waitFor();
        assert.deepEqual(await made(page), plain, query);
        rows += await page.getByRole("option").count();
      }
      assert.ok(rows > HOSTILE.length, `${rows} options`);
      await box.press("Enter");
      await page.waitForURL(/search\.html/);
    });
  });

  test(`${scheme} the search page finds what is meant`, async (t) => {
    await watching(from, async (page) => {
      for (const [folder, query, expected] of SPECIAL) {
        await t.test(`${folder}search.html: ${query}`, async () => {
          // Behind the # of an address stands another place of a page, where that is open.
          await page.goto("about:blank");
          await search(page, from, folder, query);
          const first = page.locator("[data-results] li a").first();
          if (!expected) {
            assert.equal(await first.count(), 0);
            return;
          }
          const href = await first.evaluate((link) => link.href);
          assert.match(decodeURI(href.slice(from.length)), expected);
        });
      }
    });
  });

  test(`${scheme} 2,000 characters are answered at once`, async () => {
    await watching(from, async (page) => {
      // Nobody waits this long: the limit is for machines that do much else at the same time.
      page.setDefaultTimeout(60_000);
      await search(page, from, "", "invoice");
      for (const piece of LONG) {
        const query = [...piece.repeat(2_000)].slice(0, 2_000).join("");
        const before = Date.now();
        await page.getByRole("searchbox").fill(query);
        await answered(page);
        const took = Date.now() - before;
        assert.ok(took < 30_000, `${took} ms for ${piece}`);
        const fits = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
        assert.ok(fits, `the page is wider than the window for ${piece}`);
      }
    });
  });

  test(`${scheme} half a character in a query breaks nothing`, async () => {
    await watching(from, async (page) => {
      await page.at("search.html");
      const half = await page.evaluate(() => {
        const input = document.querySelector("[data-search-page] input");
        input.value = "invoice \uD83D";
        input.dispatchEvent(new Event("input", { bubbles: true }));
        return globalThis.supportalTheme.engine().then((engine) => engine.search("invoice \uD83D"));
      });
      assert.ok(half.length > 0);
      await page.locator("[data-results] li").first().waitFor();
    });
  });
}
