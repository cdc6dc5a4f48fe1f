// Languages that are written from right to left: the starter portal with Arabic and Hebrew beside its own.

import assert from "node:assert/strict";
import { test } from "node:test";

import { kinds, rtl, visiting, withBrowser } from "./portal.mjs";

withBrowser();

const phone = { site: rtl, viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
const shown = ["home", "article", "plan", "channel", "support", "search"].map((kind) => kinds[kind]);

/** Where each character of an element stands, as the lines that a reader sees from left to right. */
const seen = (element) => {
  const letters = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.data.length; at++) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const { left, top, width } = range.getBoundingClientRect();
      if (width) letters.push({ left, top: Math.round(top / 8), letter: node.data[at] });
    }
  }
  return letters
    .sort((a, b) => a.top - b.top || a.left - b.left)
    .map(({ letter }) => letter)
    .join("");
};

for (const language of ["ar", "he"]) {
  test(`${language}: pages run from right to left and fit a phone`, async () => {
    await visiting(phone, async (page) => {
      for (const path of shown) {
        await page.at(`${language}/${path}`);
        const found = await page.evaluate(() => ({
          dir: getComputedStyle(document.body).direction,
          lang: document.documentElement.lang,
          width: document.documentElement.scrollWidth,
          window: document.documentElement.clientWidth,
        }));
        assert.deepEqual(found, { dir: "rtl", lang: language, width: 390, window: 390 }, path);
      }
    });
  });

  test(`${language}: the interface speaks the language, what is not translated keeps its own direction`, async () => {
    await visiting({ site: rtl }, async (page) => {
      await page.at(`${language}/${kinds.article}`);
      const text = await page.locator("header.site-header").textContent();
      assert.match(text, language === "ar" ? /القائمة|بحث/ : /תפריט|חיפוש/);
      const prose = page.locator(".prose[lang=en]").first();
      assert.equal(await prose.evaluate((one) => getComputedStyle(one).direction), "ltr");
    });
  });

  test(`${language}: the logo is on the right, the search goes on from there`, async () => {
    await visiting({ site: rtl }, async (page) => {
      await page.at(`${language}/${kinds.article}`);
      const brand = await page.locator(".brand").boundingBox();
      const languages = await page.locator("header [hreflang], header [data-dropdown]").first().boundingBox();
      assert.ok(brand.x > 720 && languages.x < 720, JSON.stringify([brand, languages]));
    });
  });

  test(`${language}: numbers to dial and times of the clock read from left to right`, async () => {
    await visiting({ site: rtl }, async (page) => {
      await page.at(`${language}/${kinds.channel}`);
      const dial = page.locator("main a[href^='tel:']").first();
      const number = (await dial.textContent()).trim();
      assert.match(number, /^\+\d[\d ]+/);
      assert.equal((await dial.evaluate(seen)).replace(/\s/g, ""), number.replace(/\s/g, ""));
      await page.at(`${language}/${kinds.support}`);
      const sentence = page.locator("main p", { hasText: /Hotline.*\+886/ }).first();
      const line = await sentence.evaluate(seen);
      assert.ok(line.indexOf("+886") < line.indexOf("Hotline"), `the number follows the name: ${line}`);
      await page.at(`${language}/${kinds.channel}`);
      const cell = page.locator("main td", { hasText: /\d\d:\d\d/ }).first();
      const times = (await cell.textContent()).match(/\d\d:\d\d/g);
      const visible = await cell.evaluate(seen);
      for (const time of times) assert.ok(visible.includes(time), `${time} in ${visible}`);
    });
  });
}

test("columns stand as their line says: figures end at the right in every script", async () => {
  await visiting({ site: rtl }, async (page) => {
    for (const folder of ["", "ar/"]) {
      await page.at(`${folder}articles/figures.html`);
      const rows = await page.locator(".table tr").evaluateAll((rows) =>
        rows.map((row) => [...row.cells].map((cell) => getComputedStyle(cell).textAlign)),
      );
      // What says nothing begins where lines do.
      const start = folder && rows[0][0] === "right" ? "right" : "start";
      assert.deepEqual(rows, [[start, "right", "center"], ["start", "right", "center"]], folder);
    }
  });
});

test("the next page's title stands below its label, whichever way it runs", async () => {
  for (const viewport of [phone.viewport, { width: 1280, height: 800 }]) {
    await visiting({ site: rtl, viewport }, async (page) => {
      await page.at(`ar/${kinds.channel}`);
      const [label, title] = await page.locator(".neighbours .next").evaluate((next) =>
        [...next.children].map((part) => {
          const range = document.createRange();
          range.selectNodeContents(part);
          return Math.round(range.getBoundingClientRect().left - next.getBoundingClientRect().left);
        }),
      );
      assert.ok(Math.abs(label - title) <= 2, `${label} and ${title}`);
    });
  }
});

test("Arabic is never set apart and has no italics", async () => {
  await visiting({ site: rtl }, async (page) => {
    await page.at(`ar/${kinds.home}`);
    const [count, wrong] = await page.evaluate(() => {
      const arabic = [...document.querySelectorAll("body *")].filter((one) => one.closest("[lang]").lang === "ar");
      const wrong = arabic.filter((one) => {
        const { letterSpacing, fontStyle } = getComputedStyle(one);
        return !["normal", "0px"].includes(letterSpacing) || fontStyle !== "normal";
      });
      return [arabic.length, wrong.map((one) => one.outerHTML.slice(0, 80))];
    });
    assert.ok(count > 50, `${count} elements`);
    assert.deepEqual(wrong, []);
  });
});

test("in a text from right to left the button of a block of code covers none of its lines", async () => {
  await visiting({ site: rtl, viewport: { width: 700, height: 800 } }, async (page) => {
    await page.at("ar/articles/devices/connection-problems.html");
    const found = await page.locator(".code-box").first().evaluate((box) => {
      // As where the page is translated.
      box.closest(".prose").dir = "rtl";
      box.querySelector("code").textContent = "a".repeat(400);
      const range = document.createRange();
      range.setStart(box.querySelector("code").firstChild, 0);
      range.setEnd(box.querySelector("code").firstChild, 1);
      return [range.getBoundingClientRect().right, box.querySelector(".code-copy").getBoundingClientRect().left];
    });
    assert.ok(found[0] < found[1], found.join(" "));
  });
});

test("what is in the page's language runs as the page, also where it begins with a Latin name", async () => {
  for (const [language, title] of [["ar", "Outlook لا يفتح؟ (Windows 11)"], ["he", "Outlook לא נפתח? (Windows 11)"]]) {
    await visiting({ site: rtl }, async (page) => {
      // From the right (brackets are mirrored): the name, then the words, then what is in brackets.
      const lines = async (what) => {
        const found = page.locator(what).filter({ hasText: title.slice(0, 12) });
        assert.ok(await found.count(), what);
        let shown = 0;
        for (const one of await found.all()) {
          if (!(await one.isVisible())) continue;
          await one.evaluate((link) => (link.style.whiteSpace = "nowrap"));
          assert.match((await one.evaluate(seen)).trim(), /^\)Windows 11\(.*Outlook$/, what);
          shown++;
        }
        return shown;
      };
      await page.at(`${language}/articles/index.html`);
      assert.ok(await lines("main a"));
      await page.at(`${language}/articles/outlook.html`);
      for (const what of ["h1", ".section-menu a"]) assert.ok(await lines(what), what);
      const item = await page.locator(".prose li > p").first().evaluate(seen);
      assert.match(item, /^\.\)0x80070005 .* Outlook$/);
      await page.locator(".neighbours a").last().click();
      await page.locator("h1").filter({ hasNotText: "Outlook" }).waitFor();
      assert.ok(await lines(".neighbours strong"));
      await page.at(`${language}/search.html#q=outlook`);
      await page.locator(".results a").first().waitFor();
      assert.ok(await lines(".results a"));
    });
  }
});

test("a page that is not translated has title, lead and text at one edge", async () => {
  await visiting({ site: rtl, viewport: { width: 1280, height: 800 } }, async (page) => {
    await page.at(`he/${kinds.article}`);
    const edges = await page.evaluate(() =>
      ["main h1", "main .lead", ".prose > p"].map((what) => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector(what));
        return Math.round(range.getBoundingClientRect().left);
      }),
    );
    assert.equal(new Set(edges).size, 1, edges.join(" "));
    // Below its button a sentence of the foot begins where the button does.
    const foot = await page.locator(".footer-help li").first().evaluate((item) =>
      [...item.children].map((part) => {
        const range = document.createRange();
        range.selectNodeContents(part);
        return [part.localName === "a" ? part.getBoundingClientRect().right : range.getBoundingClientRect().right];
      }),
    );
    assert.ok(Math.abs(foot.at(-1)[0] - foot[0][0]) < 3, JSON.stringify(foot));
  });
});

for (const language of ["ar", "he"]) {
  test(`${language}: numbers that are typed into a text are shown as they are dialled`, async () => {
    await visiting({ site: rtl }, async (page) => {
      await page.at(`${language}/articles/outlook.html`);
      const text = await page.locator(".prose > p").first().evaluate(seen);
      for (const number of ["800 844 9999", "+966 55 123 4567", "050-1234567"]) assert.ok(text.includes(number), `${number} in ${text}`);
      const lead = await page.locator(".lead").evaluate(seen);
      assert.ok(lead.includes("800 844 9999"), `${lead} ${await page.locator(".lead").innerHTML()}`);
      const link = await page.locator(".prose li a").evaluate(seen);
      assert.ok(link.includes("03-555 0000"), link);
      const told = await page.locator("meta[name=description]").getAttribute("content");
      assert.ok(told.includes("\u2066800 844 9999\u2069"), told);
      await page.at(`${language}/search.html#q=8008449999`);
      const excerpt = page.locator(".results .excerpt").first();
      await excerpt.waitFor();
      const row = await excerpt.evaluate(seen);
      assert.ok(row.includes("800 844 9999"), row);
    });
  });
}

for (const language of ["ar", "he"]) {
  test(`${language}: foreign links, heads of columns and numbers behind a name keep their order`, async () => {
    await visiting({ site: rtl }, async (page) => {
      await page.at(`${language}/articles/outlook.html`);
      const shown = await page.locator(".prose p a[href*='contoso.example'], .prose th").evaluateAll((all, seen) => all.map(eval(seen)), `(${seen})`);
      assert.deepEqual(shown, ["https://contoso.example/help/", "Is it C++?", "Office 2024-02-01", "C#"]);
    });
  });
}
