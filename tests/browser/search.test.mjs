// Finding things: from the box on every page, and on the search page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { answered, becomes, drawn, inSite, kinds, newContext, rtl, starter, visiting, withBrowser } from "./portal.mjs";

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

  test(`${scheme} the box on the home page finds`, async (t) => {
    await visiting({ from }, async (page) => {
      for (const [folder, query, expected] of QUERIES) {
        await t.test(query, async () => {
          await page.at(`${folder}index.html`);
          await page.getByRole("combobox").fill(query);
          const first = page.getByRole("option").first();
          await first.waitFor();
          const href = await first.evaluate((option) => option.href);
          assert.equal(decodeURI(href.slice(from.length)).split("#")[0], expected);
        });
      }
    });
  });

  test(`${scheme} the search page finds`, async (t) => {
    await visiting({ from }, async (page) => {
      for (const [folder, query, expected] of QUERIES) {
        await t.test(query, async () => {
          // Behind the # of an address stands another place of a page, where that is open.
          await page.goto("about:blank");
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
      }
    });
  });

  test(`${scheme} a heading may have the name of the engine for its id`, async () => {
    await visiting({ from }, async (page) => {
      await page.addInitScript(() =>
        addEventListener("DOMContentLoaded", () => (document.querySelector("main").id = "supportalSearch")),
      );
      await page.at("index.html");
      await page.getByRole("combobox").fill("invoice");
      await page.getByRole("option").first().waitFor();
    });
  });

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

test("a question that was asked before has the same answer, whatever was done to the rows", async () => {
  await visiting({}, async (page) => {
    await page.at("zh-TW/search.html");
    const [once, again, other] = await page.evaluate(async () => {
      const engine = await supportalTheme.index();
      const ask = async (options) => {
        const rows = await engine.search("invoice", options);
        const told = JSON.stringify([rows, rows.total, rows.corrected]);
        for (const row of rows) for (const place of [row, ...row.more]) place.url = "elsewhere";
        rows.length = 0;
        return told;
      };
      return [await ask({ source: true }), await ask({ source: true }), await ask({ source: true, limit: 1 })];
    });
    assert.match(once, /"articles\/billing\/read-your-invoice\.html/);
    assert.equal(again, once);
    assert.equal(JSON.parse(other)[0].length, 1);
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

test("where nothing is found, the channels stand there, those that are open now before the others", async () => {
  await visiting({}, async (page) => {
    // Wednesday, 21:00 in Taipei.
    await page.clock.setFixedTime(new Date("2026-06-03T13:00:00Z"));
    await page.at("search.html?q=xylophone%20zebra");
    const help = page.getByRole("region", { name: "Ask us instead" });
    await help.waitFor();
    assert.equal(await page.locator("[data-results] li").count(), 0);
    await help.getByRole("link", { name: "+886 2 5555 0100" }).waitFor();
    const states = await help
      .locator("li")
      .evaluateAll((cards) => cards.map((card) => card.querySelector("[data-state]")?.dataset.state));
    assert.ok(states.includes("open") && states.includes("closed"), String(states));
    assert.ok(states.lastIndexOf("open") < states.indexOf("closed"), String(states));
    await help.getByText("Opens Thursday 09:00").first().waitFor();
    await page.getByRole("region", { name: "Browse by topic" }).waitFor();
  });
});

test("where nothing is found, the box leads to whom to ask", async () => {
  await visiting({}, async (page) => {
    await page.at("articles/index.html");
    await page.getByRole("combobox").fill("xylophone zebra");
    await announced(page, "Nothing found");
    assert.deepEqual(await page.getByRole("option").allInnerTexts(), [
      "Hotline\nAsk us instead",
      "See who is open now, and other ways on",
    ]);
    await page.getByRole("option").last().click();
    await page.getByRole("region", { name: "Ask us instead" }).waitFor();
    assert.equal(inSite(page), "search.html?q=xylophone+zebra");
  });
});

test("filters that leave nothing can be taken away at once", async () => {
  await visiting({}, async (page) => {
    await page.at("search.html?q=password&kind=notice");
    const text = "Nothing found for “password” with these filters. Remove them to search everything.";
    await announced(page, text);
    assert.equal(await page.locator("[data-status]").innerText(), text);
    await page.getByRole("button", { name: "Search everything" }).click();
    await page.locator("[data-results] li").first().waitFor();
    assert.equal(inSite(page), "search.html?q=password");
    assert.ok(await page.getByLabel("Everything", { exact: true }).first().isChecked());
  });
});

/** What a file of the starter's English index holds. */
const indexFile = (name) => JSON.parse(/^\w+\.r\((.*)\)$/s.exec(starter.read(`search/${name}.js`).trim())[1]);

test("only what there is can be filtered by", async () => {
  await visiting({}, async (page) => {
    await page.at("search.html?q=password");
    await page.locator("[data-results] li").first().waitFor();
    const root = indexFile("root");
    const products = root.o ? indexFile(`${root.g}/all`).p : indexFile(`${root.g}/p`);
    const offered = await page.locator("[data-filters] input").evaluateAll((all) => all.map((one) => one.value));
    assert.deepEqual(offered.slice(1).sort(), root.k.map(([kind]) => kind).filter((kind) => kind !== "home").sort());
    const names = await page.locator("[data-product] option").evaluateAll((all) => all.map((one) => one.value));
    assert.deepEqual(names.slice(1).sort(), products.map(([product]) => product).sort());
  });
});

test("a correction is said, in the box and on the page", async () => {
  await visiting({}, async (page) => {
    const notice = /^Showing results for “password” instead of “pasword”: \d+$/;
    await page.at("index.html");
    await page.getByRole("combobox").fill("pasword");
    await page.locator(".suggestions").getByText(notice).waitFor();
    await announced(page, notice);
    await page.getByRole("combobox").press("Enter");
    await page.locator("main").getByText(notice).first().waitFor();
    await announced(page, notice);
  });
});

test("how many were found is announced once the typing pauses", async () => {
  await visiting({}, async (page) => {
    // The page's clock stands still between the letters, however long their answers take.
    await page.clock.install({ time: "2026-06-01T02:00:00Z" });
    await page.at("index.html");
    await page.evaluate(() => {
      globalThis.said = [];
      const status = document.querySelector("form [role=status]");
      new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true });
    });
    await page.clock.pauseAt("2026-06-01T03:00:00Z");
    const box = page.getByRole("combobox");
    for (let typed = 1; typed <= "invoice".length; typed += 1) {
      await box.press("invoice"[typed - 1]);
      await page.locator(`[role=option].all[href$="q=${"invoice".slice(0, typed)}"]`).waitFor();
      await page.clock.runFor(60);
    }
    assert.deepEqual(await page.evaluate(() => said), []);
    await page.clock.runFor(2000);
    await announced(page, /^Results: \d+$/);
    assert.equal(await page.evaluate(() => said.length), 1);
  });
});

for (const from of [starter.http, starter.file]) {
  const scheme = new URL(from).protocol;
  const mark = scheme === "file:" ? "#" : "?";

  test(`${scheme} a translated site says what the source language has`, async () => {
    await visiting({ from }, async (page) => {
      await page.at(`zh-TW/search.html${mark}q=authenticator`);
      const also = page.getByRole("region", { name: "English 內容中也有" });
      const link = also.getByRole("link").first();
      await link.waitFor();
      await announced(page, "English 內容中也有");
      // What stands there in the reader's language is not shown again.
      const own = await page.locator("[data-results] h2 a").evaluateAll((all) => all.map((one) => one.pathname));
      for (const path of await also.locator("h3 a").evaluateAll((all) => all.map((one) => one.pathname))) {
        assert.ok(path.includes("/zh-TW/"), path);
        assert.ok(!own.includes(path), path);
      }
      assert.equal(await link.evaluate((one) => one.closest("[lang]").lang), "en");
    });
  });

  test(`${scheme} a word of the source language finds the translation, at the same place`, async () => {
    await visiting({ from }, async (page) => {
      await page.at("zh-TW/index.html");
      await page.getByRole("combobox").fill("dispute a line");
      const option = page.getByRole("group", { name: "English 內容中也有" }).getByRole("option").first();
      assert.match(await option.textContent(), /Dispute a line/);
      await option.click();
      await page.waitForURL((url) => url.href === `${from}zh-TW/articles/billing/read-your-invoice.html#dispute-a-line`);
      assert.equal(await page.locator("#dispute-a-line").evaluate((one) => one.firstChild.textContent), "對項目提出疑義");
    });
  });

  test(`${scheme} a correction in the source language is said, on the page and in the box`, async () => {
    await visiting({ from }, async (page) => {
      const notice = "已改為顯示「password」的搜尋結果（原本輸入「pasword」）：3 筆";
      await page.at(`zh-TW/search.html${mark}q=pasword`);
      const also = page.getByRole("region", { name: "English 內容中也有" });
      await also.getByRole("link").first().waitFor();
      assert.equal(await also.locator("li h3").count(), 3);
      assert.ok(await also.getByText(notice).isVisible());
      await announced(page, `English 內容中也有 ${notice}`);
      await page.getByRole("searchbox").fill("password");
      await page.waitForFunction(() => document.querySelector("[data-status]").textContent.includes("「password」"));
      await also.getByRole("link").first().waitFor();
      assert.equal(await also.getByText("已改為顯示").isVisible(), false);
      await page.at("zh-TW/index.html");
      await page.getByRole("combobox").fill("pasword");
      const group = page.getByRole("group", { name: "English 內容中也有" });
      await group.getByRole("option").first().waitFor();
      assert.ok(await group.getByText(notice).isVisible());
      await announced(page, `English 內容中也有 ${notice}`);
    });
  });

  test(`${scheme} a page that is not translated is found by its original's words`, async () => {
    const from = scheme === "file:" ? rtl.file : rtl.http;
    await visiting({ site: rtl, from }, async (page) => {
      await page.at(`ar/search.html${mark}q=invoice`);
      const link = page.locator("[data-also] h3 a").first();
      await link.click();
      await page.waitForURL((url) => url.href.startsWith(`${from}ar/`) && !url.href.includes("search.html"));
      assert.equal(await page.locator("h1").getAttribute("lang"), "en");
      assert.equal(await page.evaluate(() => document.documentElement.lang), "ar");
    });
  });

  test(`${scheme} the words stay when the language changes`, async () => {
    await visiting({ from }, async (page) => {
      await page.at(`search.html${mark}q=Microsoft&kind=article`);
      await page.locator("[data-results] li").first().waitFor();
      await page.getByRole("main").getByRole("link", { name: "繁體中文" }).click();
      await becomes(() => inSite(page, from), `zh-TW/search.html${mark}q=Microsoft&kind=article`);
      await page.locator("[data-results] li").first().waitFor();
      assert.equal(await page.getByRole("searchbox").inputValue(), "Microsoft");
      assert.ok(await page.getByLabel("文章", { exact: true }).isChecked());
    });
  });

  test(`${scheme} back, forward and reload restore words, filters and results`, async () => {
    await visiting({ from }, async (page) => {
      const seen = async (query, kind) => {
        await page.waitForFunction(
          ([query, kind]) =>
            document.querySelector("[data-search] input").value === query &&
            document.querySelector("[data-filters] :checked").value === kind &&
            document.querySelector("[data-status]").textContent.includes(`“${query}”`),
          [query, kind],
        );
        const list = page.locator("[data-results] h2 a");
        await list.first().waitFor();
        return list.allInnerTexts();
      };
      // What was found before goes first: only an answer brings anything back.
      const emptied = () => page.evaluate(() => document.querySelector("[data-results]").replaceChildren());
      await page.at(`search.html${mark}q=invoice`);
      const box = page.getByRole("searchbox");
      const first = await seen("invoice", "");
      await emptied();
      await page.getByLabel("Articles", { exact: true }).check();
      const second = await seen("invoice", "article");
      assert.notDeepEqual(first, second);
      await emptied();
      await box.fill("password");
      await box.press("Enter");
      const third = await seen("password", "article");
      assert.equal(inSite(page, from), `search.html${mark}q=password&kind=article`);
      assert.notDeepEqual(second, third);
      await emptied();
      await page.goBack();
      assert.deepEqual(await seen("invoice", "article"), second);
      await emptied();
      await page.goBack();
      assert.deepEqual(await seen("invoice", ""), first);
      await emptied();
      await page.goForward();
      assert.deepEqual(await seen("invoice", "article"), second);
      await page.reload();
      assert.deepEqual(await seen("invoice", "article"), second);
      // From a result, too; and a link within the page changes nothing.
      await page.locator("[data-results] h2 a").first().click();
      await page.waitForURL(/articles/);
      await page.goBack();
      assert.deepEqual(await seen("invoice", "article"), second);
      await page.getByRole("link", { name: "Skip to content" }).focus();
      await page.keyboard.press("Enter");
      assert.deepEqual(await seen("invoice", "article"), second);
      assert.ok(await page.getByRole("main").evaluate((main) => main === document.activeElement));
      // Nor is it lost with the address that is kept.
      await page.waitForURL((url) => url.href.includes("q=invoice&kind=article"));
      await page.reload();
      assert.deepEqual(await seen("invoice", "article"), second);
    });
  });

  test(`${scheme} words behind the # are read`, async () => {
    await visiting({ from }, async (page) => {
      await page.at("search.html#q=invoice");
      await page.locator("[data-results] li").first().waitFor();
      await page.at("search.html#q=password");
      await page.getByText("Results for “password”").first().waitFor();
      assert.equal(await page.getByRole("searchbox").inputValue(), "password");
    });
  });
}

// The engine's file brings the start of the index; the shards follow it. Whichever is late, nothing is shown that is not so.
for (const late of ["search/search.js", "search/*/t*.js"]) {
  test(`words that are typed before ${late} is there are answered when it is`, async () => {
    await visiting({}, async (page) => {
      let letGo;
      const held = new Promise((resolve) => (letGo = resolve));
      let asked;
      const waiting = new Promise((resolve) => (asked = resolve));
      await page.route(`**/${late}`, (route) => {
        asked();
        return held.then(() => route.continue());
      });
      await page.at("index.html");
      await page.getByRole("combobox").pressSequentially("invoice");
      await waiting;
      // Who has waited half a second is told so: an answer that waits for nothing would be there by then.
      await page.locator(".suggestions").getByText("Searching…").waitFor();
      assert.equal(await page.getByRole("option").count(), 0);
      letGo();
      await page.getByRole("option").first().waitFor();
    });
  });
}

for (const path of ["index.html", "search.html"]) {
  test(`an answer that comes late does not replace a newer one: ${path}`, async () => {
    await visiting({}, async (page) => {
      await page.at(path);
      await page.waitForFunction(() => globalThis.supportalSearch);
      await page.evaluate(() => {
        const { search } = supportalSearch;
        const held = new Promise((resolve) => (globalThis.letGo = resolve));
        supportalSearch.search = (query, options) => {
          const rows = search(query, options);
          if (query !== "phone") return rows;
          return (globalThis.late = held.then(() => rows));
        };
      });
      const box = page.locator("[data-search] input");
      await box.fill("phone");
      await page.waitForFunction(() => "late" in globalThis);
      await box.fill("password");
      const titles = page.locator("[role=option] strong, [data-results] h2");
      await titles.first().waitFor();
      const before = await titles.allInnerTexts();
      await page.evaluate(async () => {
        letGo();
        await late;
        // Until those who waited for it have had their turn.
        await new Promise((turn) => setTimeout(turn));
      });
      assert.deepEqual(await titles.allInnerTexts(), before);
      assert.equal(before[0], "Reset your password");
    });
  });
}

for (const [device, options] of [
  ["desktop", {}],
  ["phone", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
]) {
  test(`nothing moves while one types and results come: ${device}`, async () => {
    await visiting(options, async (page) => {
      await page.addInitScript(() => {
        globalThis.shifts = [];
        // Those soon after a key are counted, too, though a browser's own figure leaves them out.
        new PerformanceObserver((list) => {
          for (const { value, sources } of list.getEntries()) {
            shifts.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 80))]);
          }
        }).observe({ type: "layout-shift", buffered: true });
      });
      // Results come long after the keys.
      await page.route("**/search/*/*.js", async (route) => {
        await new Promise((later) => setTimeout(later, 300));
        await route.continue();
      });
      for (const path of ["index.html", "articles/index.html", "search.html", "search.html?q=password", "zh-TW/search.html?q=authenticator"]) {
        await page.at(path);
        const box = page.locator("[data-search] input").first();
        await box.focus();
        // What still moved as the page came up is no matter of searching.
        await drawn(page);
        await page.evaluate(() => (shifts.length = 0));
        await box.fill("");
        for (const word of ["invoice", "pasword", "xylophone zebra"]) {
          await box.fill("");
          await box.pressSequentially(word, { delay: 40 });
          await becomes(() => answered(page), word);
        }
        // What comes last is what a screen reader is told; what moved since then is noted once it was drawn.
        await announced(page, /Nothing found|找不到/);
        await drawn(page);
        assert.deepEqual(await page.evaluate(() => shifts), [], path);
      }
    });
  });
}

test("the list under the box never shrinks while one types", async () => {
  await visiting({}, async (page) => {
    await page.at("index.html");
    const box = page.getByRole("combobox");
    let before = 0;
    for (const letter of "invoices zebra password") {
      await box.press(letter === " " ? "Space" : letter);
      await page.waitForTimeout(60);
      const list = page.locator(".suggestions");
      const { height } = (await list.isVisible()) ? await list.boundingBox() : { height: 0 };
      assert.ok(height >= before, `${height} after ${before}`);
      before = height;
    }
    assert.ok(before > 200);
  });
});

test("the dots before an excerpt stay with its first word, however long that is", async () => {
  await visiting({ viewport: { width: 320, height: 800 } }, async (page) => {
    await page.at("index.html");
    await page.waitForFunction(() => globalThis.supportalSearch);
    await page.evaluate(() => {
      const word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz";
      const row = (_, at) => ({ url: "index.html", title: "Law", section: "so ".repeat(at), excerpt: `…${word} and on`, marks: [[1, 5]], more: [] });
      supportalSearch.search = async () => Object.assign(Array.from({ length: 30 }, row), { total: 30, corrected: null });
    });
    await page.getByRole("combobox").fill("law");
    await page.getByRole("option").first().waitFor();
    const alone = await page.locator(".suggestions .excerpt").evaluateAll((all) =>
      all.filter((one) => {
        const mark = one.querySelector("mark");
        const place = (node, at) => {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          return range.getBoundingClientRect().bottom;
        };
        return Math.abs(place(mark.previousSibling, 0) - place(mark.firstChild, 0)) > 8;
      }).length,
    );
    assert.equal(alone, 0);
  });
});

test("cells, items and paragraphs are told apart in what is shown of a page", async () => {
  await visiting({}, async (page) => {
    for (const [query, shown] of [
      ["parts of the invoice", "Place · What stands there · 1 · Invoice number and your customer number. We ask for it when you call. 2 · Your company"],
      ["night holidays clock", "on public holidays. By the clock · All time counts"],
    ]) {
      await page.at(`search.html?q=${encodeURIComponent(query)}`);
      await page.locator("[data-results] li p.excerpt").first().waitFor();
      const texts = await page.locator("[data-results] li p.excerpt").allInnerTexts();
      assert.ok(texts.some((text) => text.includes(shown)), `${query}: ${texts.slice(0, 3).join("\n")}`);
    }
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

test("who chooses a row of the page that they read sees the place, and no list over it", async () => {
  await visiting({ viewport: { width: 1280, height: 720 } }, async (page) => {
    await page.at(kinds.article);
    const box = page.getByRole("combobox");
    const list = page.locator(".suggestions");
    const shut = async () => {
      await page.waitForURL((url) => url.hash === "#dispute-a-line");
      await list.waitFor({ state: "hidden" });
      assert.equal(await box.getAttribute("aria-expanded"), "false");
    };
    await box.fill("dispute a line");
    await page.getByRole("option").first().click();
    await shut();
    const covers = await page.locator("#dispute-a-line").evaluate((heading) => {
      const { left, top, height } = heading.getBoundingClientRect();
      return !heading.contains(document.elementFromPoint(left + 20, top + height / 2));
    });
    assert.equal(covers, false, "the heading is covered");
    await page.at(kinds.article);
    await box.fill("dispute a line");
    await page.getByRole("option").first().waitFor();
    await box.press("ArrowDown");
    await box.press("Enter");
    await shut();
    // One that opens elsewhere leaves the list to choose more of.
    await box.fill("invoice");
    const opened = page.context().waitForEvent("page");
    await page.getByRole("option").first().click({ modifiers: ["ControlOrMeta"] });
    await (await opened).close();
    assert.ok(await list.isVisible());
  });
});

/** Opens `path`, asks for `query`; later the files of the index do not come any more. */
async function cutOff(path, query, visit) {
  const context = await newContext();
  try {
    const page = await context.newPage();
    await page.goto(starter.http + path);
    await page.locator(":is([data-search-page], [data-intake]) [data-search] input").fill(query);
    await page.locator(":is([data-results], [data-intake-articles]) a").first().waitFor();
    await page.route("**/search/*/*.js", (route) => route.abort());
    await visit(page);
  } finally {
    await context.close();
  }
}

test("where the search fails, nothing that answers other words is left", async () => {
  await cutOff("search.html", "invoice", async (page) => {
    await page.getByRole("searchbox").fill("zebra phishing");
    await page.locator("[data-status]").getByText("could not be loaded").waitFor();
    await announced(page, "could not be loaded");
    assert.equal(await page.locator("[data-results] li, [data-also] li").count(), 0);
    assert.equal(await page.getByRole("button", { name: "Show more results" }).isVisible(), false);
    assert.match(await page.title(), /^zebra phishing – /);
    assert.ok(await page.locator("[data-no-results]").isVisible());
    // It is answered again once the files are there.
    await page.unroute("**/search/*/*.js");
    await page.getByRole("searchbox").fill("phishing");
    await page.locator("[data-results] li").first().waitFor();
    assert.equal(await page.locator("[data-no-results]").isVisible(), false);
  });
});

test("where the search fails, the contact page says so", async () => {
  await cutOff("channels/index.html", "phishing", async (page) => {
    const told = page.locator("[data-intake]").getByText("could not be loaded").and(page.locator(":not([role=status])"));
    const box = page.getByRole("searchbox", { name: "What is wrong?" });
    await box.fill("outlook zebra");
    await told.waitFor();
    await announced(page, "could not be loaded");
    assert.equal(await page.locator("[data-intake-articles] a").count(), 0);
    assert.equal(await page.getByText("Articles that may help").isVisible(), false);
    await page.unroute("**/search/*/*.js");
    await box.fill("outlook");
    await page.locator("[data-intake-articles] a").first().waitFor();
    assert.equal(await told.isVisible(), false);
    assert.ok(await page.getByText("Articles that may help").isVisible());
  });
});

test("half a syllable is no question yet, on the search page as in the box", async () => {
  await visiting({}, async (page) => {
    await page.addInitScript(() => {
      globalThis.seen = [];
      const note = () => seen.push(location.search + document.querySelector("[data-status]").textContent);
      addEventListener("DOMContentLoaded", () => new MutationObserver(note).observe(document.querySelector("[data-status]"), { childList: true }));
    });
    await page.at("zh-TW/search.html");
    await page.waitForFunction(() => globalThis.supportalSearch);
    await page.getByRole("searchbox").focus();
    const typing = await page.context().newCDPSession(page);
    for (const text of ["ㄇ", "ㄇㄧ", "ㄇㄧˋ", "密", "密ㄇ", "密ㄇㄚ", "密碼"]) {
      await typing.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
      await page.waitForTimeout(250);
    }
    await typing.send("Input.insertText", { text: "密碼" });
    await page.waitForURL((url) => url.searchParams.get("q") === "密碼");
    await page.locator("[data-results] li").first().waitFor();
    const seen = await page.evaluate(() => globalThis.seen);
    assert.deepEqual(seen.filter((text) => /[ㄇ]|%E3%84|找不到/.test(text)), []);
    // The lists stay where nothing is found for what is half written.
    await page.at("zh-TW/search.html");
    await page.getByRole("searchbox").focus();
    await typing.send("Input.imeSetComposition", { text: "ㄇㄧ", selectionStart: 2, selectionEnd: 2 });
    await page.waitForTimeout(500);
    assert.ok(await page.locator("#_a-to-z").isVisible());
  });
});

test("phones compose the words of every language: they are answered as they are written", async () => {
  await visiting({}, async (page) => {
    for (const [path, nothing] of [["search.html", "[data-status]"], ["index.html", ".suggestions .note"]]) {
      await page.at(path);
      await page.waitForFunction(() => globalThis.supportalSearch);
      await page.locator("[data-search] input").focus();
      const typing = await page.context().newCDPSession(page);
      await typing.send("Input.imeSetComposition", { text: "xylophone", selectionStart: 9, selectionEnd: 9 });
      await page.locator(nothing).getByText("Nothing found").waitFor();
    }
  });
});

test("who waits for an answer is told, and nothing moves", async () => {
  await visiting({}, async (page) => {
    await page.addInitScript(() => {
      globalThis.shifts = [];
      globalThis.heard = [];
      new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries()) {
          shifts.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 80))]);
        }
      }).observe({ type: "layout-shift", buffered: true });
      addEventListener("DOMContentLoaded", () => {
        const status = document.querySelector("form [role=status]");
        new MutationObserver(() => heard.push(status.textContent)).observe(status, { childList: true });
      });
    });
    const held = [];
    await page.route("**/search/*/*.js", (route) => held.push(route));
    const letGo = () => held.splice(0).forEach((route) => route.continue());
    for (const [path, note, found] of [
      ["search.html", page.locator("[data-status]"), page.locator("[data-results] li").first()],
      ["index.html", page.locator(".suggestions .note"), page.getByRole("option").first()],
    ]) {
      await page.at(path);
      await page.waitForFunction(() => globalThis.supportalSearch);
      const box = page.locator("[data-search] input").first();
      await box.focus();
      await drawn(page);
      await page.evaluate(() => (shifts.length = 0));
      await box.pressSequentially("invoice", { delay: 30 });
      await note.getByText("Searching…").waitFor();
      await becomes(() => page.evaluate(() => heard.filter(Boolean)), ["Searching…"]);
      assert.equal(await found.isVisible(), false);
      // One file asks for the next.
      const going = setInterval(letGo, 50);
      await found.waitFor();
      clearInterval(going);
      await becomes(() => note.getByText("Searching…").isVisible(), false);
      await becomes(() => page.evaluate(() => heard.filter(Boolean).length), 2);
      assert.doesNotMatch(await page.evaluate(() => heard.at(-1)), /Searching/);
      assert.deepEqual(await page.evaluate(() => shifts), [], path);
    }
  });
});

test("nobody is told to wait who does not wait any more", async () => {
  await visiting({}, async (page) => {
    const held = [];
    await page.route("**/search/*/*.js", (route) => held.push(route));
    await page.clock.install({ time: "2026-06-01T02:00:00Z" });
    const told = page.getByText("Searching…").and(page.locator(":not([role=status])"));
    for (const [hour, path, waits] of [[3, "search.html", true], [4, "search.html", false], [5, "index.html", true], [6, "index.html", false]]) {
      await page.at(path);
      await page.waitForFunction(() => globalThis.supportalSearch);
      await page.clock.pauseAt(`2026-06-01T0${hour}:00:00Z`);
      const box = page.locator("[data-search] input").first();
      await box.fill("password");
      await page.clock.runFor(100);
      await becomes(() => held.length > 0, true);
      if (!waits) await box.fill("");
      await page.clock.runFor(1200);
      if (waits) await told.waitFor();
      assert.equal(await told.count(), waits ? 1 : 0, path);
      await page.clock.resume();
      held.length = 0;
    }
  });
});

/** Waits until a screen reader is told so. */
const announced = (page, hasText) => page.getByRole("status").filter({ hasText }).first().waitFor({ state: "attached" });
