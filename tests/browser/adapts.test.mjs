// Pages as readers set them: four times as large, with wider lines, in colours of their own, without motion.

import assert from "node:assert/strict";
import { test } from "node:test";

import { kinds, rtl, visiting, withBrowser } from "./portal.mjs";

withBrowser();

const widest = (page) => page.evaluate(() => document.documentElement.scrollWidth);

test("at 400 % of a desk's 1280 px nothing has to be scrolled sideways", async () => {
  await visiting({ site: rtl, viewport: { width: 320, height: 256 } }, async (page) => {
    for (const language of ["", "de/", "ja/", "ar/"]) {
      for (const path of Object.values(kinds)) {
        if (language && path === kinds["not found"]) continue;
        await page.at(language + path);
        await page.evaluate(() => document.querySelectorAll("details.question").forEach((one) => (one.open = true)));
        assert.equal(await widest(page), 320, language + path);
      }
    }
  });
});

test("a word that is longer than the window makes no page wider", async () => {
  await visiting({ site: rtl, viewport: { width: 320, height: 700 } }, async (page) => {
    for (const path of Object.values(kinds)) {
      if (path === kinds["not found"]) continue;
      await page.at(`de/${path}`);
      const changed = await page.evaluate(() => {
        const word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz";
        const places = document.querySelectorAll("main :is(h1, h2, h3, h4, th, dt, dd, a, label, li, p), .brand, .drawer a, footer a");
        const ends = [...places].filter((one) => !one.children.length && one.checkVisibility() && !one.closest(".prose .table"));
        ends.forEach((one) => (one.textContent = word));
        return ends.length;
      });
      assert.ok(changed > 5, path);
      assert.equal(await widest(page), 320, path);
    }
  });
});

// WCAG 1.4.12, with the figures that stand there.
const SPACING =
  "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }";

test("with the spacing of text that readers may ask for nothing is cut off", async () => {
  await visiting({ bypassCSP: true, viewport: { width: 390, height: 844 } }, async (page) => {
    for (const path of Object.values(kinds)) {
      await page.at(path);
      await page.addStyleTag({ content: SPACING });
      const found = await page.evaluate(() => ({
        width: document.documentElement.scrollWidth,
        cut: [...document.querySelectorAll("body *")]
          .filter((one) => one.checkVisibility() && !one.closest(".visually-hidden, svg, .skip, thead"))
          .filter((one) => getComputedStyle(one).clipPath === "none")
          .filter((one) => ["hidden", "clip"].includes(getComputedStyle(one).overflowY))
          .filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
          .map((one) => one.outerHTML.slice(0, 100)),
      }));
      assert.deepEqual(found, { width: 390, cut: [] }, path);
    }
  });
});

test("with forced colours what has the focus has an outline", async () => {
  await visiting({ forcedColors: "active" }, async (page) => {
    await page.at(kinds.article);
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press("Tab");
      const [html, ringed] = await page.evaluate(() => {
        const one = document.activeElement;
        const has = (element) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          return outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
        };
        return [one.outerHTML.slice(0, 120), has(one) || has(one.parentElement)];
      });
      // Shadows are not drawn then.
      assert.ok(ringed, html);
    }
  });
});

test("with forced colours the chosen tab and the lesson one is in are told apart", async () => {
  await visiting({ forcedColors: "active" }, async (page) => {
    const ground = (line) => line.evaluate((one) => getComputedStyle(one).backgroundColor);
    await page.at("articles/email/set-up-outlook.html");
    const tabs = page.locator(".tabs > label");
    assert.notEqual(await ground(tabs.nth(0)), await ground(tabs.nth(1)));
    await page.at("guides/first-week/mail-and-calendar.html");
    const lessons = page.locator(".lesson-list a");
    assert.notEqual(await ground(lessons.nth(1)), await ground(lessons.nth(0)));
  });
});

test("with forced colours what is chosen, and where one is, can be read", async () => {
  for (const colorScheme of ["light", "dark"]) {
    await visiting({ forcedColors: "active", colorScheme }, async (page) => {
      for (const path of [kinds.lesson, "articles/accounts/set-up-verification.html", kinds.article, kinds.search]) {
        await page.at(path);
        const [chosen, faint] = await page.evaluate(() => {
          const light = (colour) => {
            const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
            const part = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
            return a && 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
          };
          const ground = (one) => {
            for (let at = one; at; at = at.parentElement) {
              const colour = getComputedStyle(at).backgroundColor;
              if (!/, 0\)$/.test(colour)) return light(colour);
            }
            return matchMedia("(prefers-color-scheme: dark)").matches ? 0 : 1;
          };
          const chosen = [...document.querySelectorAll("[aria-current], .tabs > label, [aria-current] *")]
            .filter((one) => one.checkVisibility() && one.getClientRects().length && one.textContent.trim());
          const faint = chosen
            .map((one) => ({ one, pair: [light(getComputedStyle(one).color), ground(one)].sort((a, b) => b - a) }))
            .filter(({ pair }) => (pair[0] + 0.05) / (pair[1] + 0.05) < 4.5)
            .map(({ one, pair }) => `${one.outerHTML.slice(0, 100)} ${pair}`);
          return [chosen.length, faint];
        });
        assert.ok(chosen, `${path}: nothing is chosen`);
        assert.deepEqual(faint, [], `${path}, ${colorScheme}`);
      }
    });
  }
});

test("with forced colours the dot of an open channel is a disc, that of a shut one a ring", async () => {
  await visiting({ forcedColors: "active" }, async (page) => {
    await page.at(kinds.channels);
    const ground = (state) => page.locator(`.open-now[data-state="${state}"]`).first().evaluate((mark) => getComputedStyle(mark, "::before").backgroundColor);
    await page.evaluate(() => {
      const marks = [...document.querySelectorAll(".open-now:not([hidden])")];
      marks.forEach((mark, at) => (mark.dataset.state = at ? "closed" : "open"));
    });
    assert.notEqual(await ground("open"), await ground("closed"));
  });
});

test("with forced colours the button of the search has an edge", async () => {
  for (const width of [1280, 320]) {
    await visiting({ forcedColors: "active", viewport: { width, height: 800 } }, async (page) => {
      await page.at(kinds.home);
      const button = page.getByRole("button", { name: "Search", exact: true });
      const edge = () => button.evaluate((one) => parseFloat(getComputedStyle(one).borderTopWidth));
      assert.ok((await edge()) >= 1, `${width}`);
      await page.getByRole("combobox").focus();
      await page.keyboard.press("Tab");
      assert.ok((await edge()) >= 1, `${width}, with the focus`);
    });
  }
});

test("who asks for no motion gets none", async () => {
  await visiting({ reducedMotion: "reduce" }, async (page) => {
    for (const path of [kinds.home, kinds.article, kinds.search, kinds.faq]) {
      await page.at(path);
      const moving = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll("body *")]
          .filter((one) => {
            const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
            const lasts = transitionDuration.split(",").some((time) => parseFloat(time) > 0.01);
            return lasts || animationName !== "none" || scrollBehavior === "smooth";
          })
          .map((one) => one.outerHTML.slice(0, 100)),
      );
      assert.deepEqual(moving, [], path);
    }
  });
});

for (const width of [320, 1280]) {
  test(`what has the focus is never below the header, ${width} px wide`, async () => {
    await visiting({ viewport: { width, height: 600 } }, async (page) => {
      await page.at(kinds.article);
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      // Backwards: the browser brings each to the upper edge.
      await page.locator("footer a").last().focus();
      const stops = await page.locator("main a[href], main button, main summary").count();
      for (let step = 0; step < stops; step += 1) {
        await page.keyboard.press("Shift+Tab");
        const hidden = await page.evaluate(() => {
          const one = document.activeElement;
          if (one === document.body || one.closest("header.site-header")) return "";
          const { left, top, width, height } = one.getClientRects()[0];
          const there = document.elementFromPoint(left + width / 2, top + height / 2);
          return there && (one.contains(there) || there.contains(one)) ? "" : one.outerHTML.slice(0, 120);
        });
        assert.equal(hidden, "");
      }
    });
  });
}

test("help stands in the same place on every page", async () => {
  await visiting({}, async (page) => {
    const places = new Set();
    for (const path of Object.values(kinds)) {
      await page.at(path);
      const help = page.locator("footer .footer-help");
      const links = page.locator("footer a");
      const first = await links.evaluateAll((all) => all.findIndex((link) => link.closest(".footer-help")));
      places.add(`${await help.count()} at link ${first}`);
    }
    assert.deepEqual([...places], ["1 at link 0"]);
  });
});
