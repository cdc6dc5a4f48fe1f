// The handbook: the largest portal without a support description, and the one with the most tables.

import assert from "node:assert/strict";
import { test } from "node:test";

import { becomes, drawn, handbook, resize, visiting, withBrowser } from "./portal.mjs";

withBrowser();

for (const width of [320, 390, 1280]) {
  test(`names and words in its tables stay whole at ${width} pixels`, async () => {
    await visiting({ site: handbook, viewport: { width, height: 900 } }, async (page) => {
      for (const path of ["keys/supportal-yaml.html", "keys/front-matter.html", "keys/support-yaml.html"]) {
        await page.at(path);
        const [names, broken] = await page.evaluate(() => {
          const names = [...document.querySelectorAll("td:first-child > code:only-child")].filter((code) => !/\s/.test(code.textContent));
          return [names.length, names.filter((code) => code.getClientRects().length > 1).map((code) => code.textContent)];
        });
        assert.ok(names > 5, `${path}: ${names} names`);
        assert.deepEqual(broken, [], path);
        const [words, parted] = await page.evaluate(() => {
          const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
          const parted = [];
          let words = 0;
          while (texts.nextNode()) {
            const text = texts.currentNode;
            if (!text.parentElement.closest("td") || text.parentElement.closest("code, a")) continue;
            for (const { index, 0: word } of text.data.matchAll(/[a-z]+/g)) {
              const range = document.createRange();
              range.setStart(text, index);
              range.setEnd(text, index + word.length);
              if (range.getClientRects().length > 1) parted.push(word);
              words += 1;
            }
          }
          return [words, parted];
        });
        assert.ok(words > 50, `${path}: ${words} words`);
        assert.deepEqual(parted, [], path);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(wide, 0, `${path} is too wide`);
      }
    });
  });
}

test("a table that scrolls is reached by keys, has a name, and is no stop where it does not", async () => {
  await visiting({ site: handbook, viewport: { width: 320, height: 900 } }, async (page) => {
    await page.at("keys/supportal-yaml.html");
    const frames = page.locator(".prose .table");
    const told = () =>
      frames.evaluateAll((all) =>
        all.map(({ scrollWidth, clientWidth, tabIndex, role, ariaLabel }) => [scrollWidth > clientWidth, tabIndex === 0, role, ariaLabel]),
      );
    await page.waitForFunction(() => document.querySelector(".prose .table[tabindex]"));
    const narrow = await told();
    assert.deepEqual(narrow[0], [true, true, "group", "The file"]);
    for (const [scrolls, isStop] of narrow) assert.equal(isStop, scrolls);
    await resize(page, 1280);
    await page.waitForFunction(() => !document.querySelector(".prose .table[tabindex]"));
    assert.deepEqual((await told())[0], [false, false, null, null]);
    // A cell that becomes wider while the page stays as high.
    await page.evaluate(() => (document.documentElement.style.blockSize = "9000px"));
    await drawn(page);
    await frames.first().evaluate((frame) => (frame.querySelector("td").style.minInlineSize = "3000px"));
    await becomes(async () => (await told())[0], [true, true, "group", "The file"]);
  });
});

test("beside a table that goes on at the side stands how much of it is in sight", async () => {
  await visiting({ site: handbook, viewport: { width: 320, height: 844 }, hasTouch: true, isMobile: true }, async (page) => {
    await page.at("keys/supportal-yaml.html");
    const frame = page.locator(".prose .table").first();
    const part = frame.locator(".table-bar > span");
    await part.waitFor();
    // It is longer than the window: who sees its beginning sees this.
    assert.equal(await frame.evaluate((frame) => frame.firstElementChild.className), "table-bar");
    const [share, start, end] = await frame.evaluate(async (frame) => {
      const part = frame.querySelector(".table-bar > span");
      const place = () => {
        const [outer, inner] = [frame, part].map((one) => one.getBoundingClientRect());
        return [inner.left - outer.left, outer.right - inner.right].map((room) => room < 16);
      };
      const share = Math.abs(part.offsetWidth / part.parentElement.clientWidth - frame.clientWidth / frame.scrollWidth) < 0.05;
      const start = place();
      frame.scrollTo(frame.scrollWidth, 0);
      await new Promise((done) => setTimeout(done, 200));
      return [share, start, place()];
    });
    assert.deepEqual([share, start, end], [true, [true, false], [false, true]]);
    await resize(page, 1280, 844);
    await part.waitFor({ state: "hidden" });
  });
});

test("a reading above characters can be read, and moves no line", async () => {
  await visiting({ site: handbook, viewport: { width: 390, height: 844 } }, async (page) => {
    await page.at("writing/markdown.html");
    const [lines, size] = await page.locator(".prose ruby").evaluate((ruby) => {
      const words = ruby.closest("p");
      const line = parseFloat(getComputedStyle(words).lineHeight);
      const size = parseFloat(getComputedStyle(ruby.querySelector("rt")).fontSize);
      return [words.getBoundingClientRect().height / line, size];
    });
    assert.ok(lines > 2 && Math.abs(lines - Math.round(lines)) < 0.01, `${lines} lines`);
    assert.ok(size >= 10, `${size} pixels`);
  });
});

test("whoever types a message is led to its rule", async () => {
  await visiting({ site: handbook }, async (page) => {
    await page.at("index.html");
    await page.getByRole("combobox").fill("unknown key");
    const option = page.getByRole("option", { name: /FM-KEY/ }).first();
    await option.waitFor();
    await option.click();
    await page.waitForURL(/rules\/fm\/fm-key\.html/);
  });
});
