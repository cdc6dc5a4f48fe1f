// On a phone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { inSite, kinds, visiting, withBrowser } from "./portal.mjs";

withBrowser();

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

for (const javaScriptEnabled of [true, false]) {
  test(`the menu opens, leads somewhere and shuts ${javaScriptEnabled ? "with" : "without"} script`, async () => {
    await visiting({ ...phone, javaScriptEnabled }, async (page) => {
      await page.at(kinds.article);
      const menu = page.getByRole("button", { name: "Menu" });
      const line = page.locator(".drawer:popover-open").getByRole("link", { name: "Service levels" });
      await menu.tap();
      await line.waitFor();
      await page.getByRole("button", { name: "Close" }).tap();
      await line.waitFor({ state: "hidden" });
      await menu.tap();
      await line.tap();
      await page.waitForURL(/sla\/index\.html/);
      await page.getByRole("heading", { level: 1 }).waitFor();
    });
  });
}

test("pages of every kind fit, in both languages", async () => {
  await visiting(phone, async (page) => {
    // The page for lost addresses is one for all languages.
    const paths = Object.values(kinds).flatMap((path) => (path === kinds["not found"] ? [path] : [path, `zh-TW/${path}`]));
    for (const path of paths) {
      await page.at(path);
      // A phone makes a page that is too wide smaller, so its own width is asked for.
      const { content, window } = await page.evaluate(() => ({
        content: document.documentElement.scrollWidth,
        window: document.documentElement.clientWidth,
      }));
      assert.equal(window, 390, path);
      assert.ok(content <= 390, `${path} is ${content} px wide`);
    }
  });
});

test("a wide table is a list of cards, and still a table for whoever hears it", async () => {
  await visiting(phone, async (page) => {
    await page.at(kinds.plan);
    const table = page.locator("table.targets");
    const rows = await table.locator("tbody tr").count();
    assert.equal(await table.locator("tbody td").first().evaluate((cell) => getComputedStyle(cell).display), "grid");
    const session = await page.context().newCDPSession(page);
    const { root } = await session.send("DOM.getDocument");
    const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector: "table.targets" });
    const heard = async (role) => (await session.send("Accessibility.queryAXTree", { nodeId, role })).nodes.length;
    assert.deepEqual(
      [await heard("table"), await heard("row"), await heard("columnheader"), await heard("rowheader")],
      [1, rows + 1, 5, rows],
    );
  });
});

test("what one taps is large enough", async () => {
  await visiting(phone, async (page) => {
    for (const path of [kinds.home, kinds.article, kinds.channel, kinds.search]) {
      await page.at(path);
      const [taps, small] = await page.evaluate(() => {
        const taps = [...document.querySelectorAll("button, input:not([type=radio]), summary, header a, .button")]
          .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.classList.contains("skip"))
          .map((one) => [one.getBoundingClientRect(), one.outerHTML.slice(0, 80)])
          .filter(([{ width }]) => width > 1);
        const small = taps.filter(([{ width, height }]) => width < 24 || height < 24);
        return [taps.length, small.map(([{ width, height }, html]) => `${width}x${height} ${html}`)];
      });
      assert.ok(taps >= 5, `${path}: ${taps}`);
      assert.deepEqual(small, [], path);
    }
  });
});

test("search works by thumb", async () => {
  await visiting(phone, async (page) => {
    await page.at(kinds.home);
    await page.getByRole("combobox").tap();
    await page.keyboard.type("invoice");
    const first = page.getByRole("option").first();
    await first.waitFor();
    await page.waitForFunction(() => {
      const { left, right } = document.querySelector("[role=listbox]").getBoundingClientRect();
      return left >= 0 && right <= 390;
    });
    await first.tap();
    await page.waitForURL(/read-your-invoice/);
    assert.match(inSite(page), /^articles\/billing\/read-your-invoice\.html/);
  });
});

test("what is drawn from facts within a text keeps numbers and times whole", async () => {
  for (const width of [320, 360, 390]) {
    await visiting({ viewport: { width, height: 800 } }, async (page) => {
      for (const path of ["articles/accounts/sign-in-problems.html", "zh-TW/articles/accounts/sign-in-problems.html"]) {
        await page.at(path);
        const [numbers, broken] = await page.locator(".facts dd").evaluateAll((values) => {
          const lines = (node, start, end) => {
            const range = document.createRange();
            range.setStart(node, start);
            range.setEnd(node, end);
            return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
          };
          const texts = values.flatMap((value) => {
            const walk = document.createTreeWalker(value, NodeFilter.SHOW_TEXT);
            const found = [];
            while (walk.nextNode()) found.push(walk.currentNode);
            return found;
          });
          const numbers = texts.flatMap((text) => [...text.data.matchAll(/[+\d][\d:–]*\d/g)].map((match) => [text, match]));
          const broken = numbers.filter(([text, match]) => lines(text, match.index, match.index + match[0].length) > 1);
          return [numbers.length, broken.map(([, match]) => String(match))];
        });
        assert.ok(numbers > 3, `${path}: ${numbers} numbers`);
        assert.deepEqual(broken, [], `${path} at ${width} px`);
      }
    });
  }
});

test("that code was copied is heard", async () => {
  await visiting({ permissions: ["clipboard-write"] }, async (page) => {
    await page.at("articles/devices/connection-problems.html");
    const button = page.locator(".code-copy").last();
    const word = await button.innerText();
    await button.click();
    await page.getByRole("status").filter({ hasText: "Copied" }).waitFor({ state: "attached" });
    assert.notEqual(await button.innerText(), word);
  });
});

test("the button that copies code lies on none of it, and moves nothing", async () => {
  for (const viewport of [phone.viewport, { width: 1280, height: 800 }]) {
    const heights = [];
    await visiting({ viewport }, async (page) => {
      await page.at("articles/devices/connection-problems.html");
      const box = await page.locator("pre.code").last().boundingBox();
      const outer = await page.locator(".code-box").last().boundingBox();
      const button = await page.locator(".code-copy").last().boundingBox();
      heights.push(outer.height);
      assert.ok(button.x >= box.x + box.width || button.y + button.height <= box.y, JSON.stringify([box, button]));
      // As the code is before the button is there.
      heights.push(
          await page.locator(".code-box").last().evaluate((box) => {
            const code = box.firstElementChild;
            box.replaceWith(code);
            return code.getBoundingClientRect().height;
          }),
        );
    });
    assert.ok(Math.abs(heights[0] - heights[1]) < 1, `${viewport.width} px: ${heights.join(" and ")}`);
  }
});

test("a logo or a long name leaves no two letters a line", async () => {
  await visiting({ viewport: { width: 320, height: 700 } }, async (page) => {
    await page.at(kinds.article);
    const lines = (name, logo) =>
      page.locator(".brand").evaluate(
        (brand, [name, logo]) => {
          brand.classList.add("wide");
          const span = brand.querySelector("span");
          span.textContent = name;
          brand.querySelector("img")?.remove();
          if (logo) {
            const image = document.createElement("img");
            image.width = image.height = 32;
            // A word mark: as wide as it may be.
            image.style.inlineSize = "9rem";
            brand.prepend(image);
          }
          return span.getBoundingClientRect().height / parseFloat(getComputedStyle(span).lineHeight);
        },
        [name, logo],
      );
    assert.ok((await lines("Camphor Cloud Support", true)) < 3.5);
    assert.ok((await lines("Camphor Cloud and Managed Infrastructure Services Customer Support", false)) < 4.5);
  });
});
