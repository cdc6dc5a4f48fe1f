// What machines can tell of WCAG 2.2 AA: pages of every kind in five languages, in light and in dark, on a phone
// and on a desk, and what opens on them. A machine finds a third of what is wrong; the rest is for people.

import assert from "node:assert/strict";
import { test } from "node:test";

import { prepare, unneeded, wrong, wrongToo } from "./accessible.mjs";
import { kinds, resize, rtl, visiting, withBrowser } from "./portal.mjs";

withBrowser();

const LOOKS = ["light", "dark"].flatMap((colorScheme) => [320, 1280].map((width) => ({ colorScheme, width })));
const LANGUAGES = ["", "zh-TW/", "de/", "ja/", "ar/"];
// Not translated, as those in Arabic: their colours are judged there, their words and where these stand in the light.
const COLOURED_AS_ARABIC = ["de/", "ja/"];

/**
 * Calls `judge` in each scheme of colours and each width, without loading the page again. In the dark nothing but colours is
 * other than in the light: LOOKS=all judges the rest there, too.
 */
async function inEachLook(page, judge, looks = LOOKS) {
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme });
    await resize(page, width);
    await judge(`${colorScheme}, ${width} px`, colorScheme === "dark" && process.env.LOOKS !== "all");
  }
}

test("pages that are judged in the light alone have the elements of the Arabic ones, and no colours of their own", () => {
  const elements = (path) => {
    const named = (tag) => `${/^<\w+/.exec(tag)} ${/ class="([^"]*)"/.exec(tag)?.[1] ?? ""}`;
    return [...new Set(rtl.read(path).match(/<\w+[^>]*>/g).map(named))].sort();
  };
  for (const path of Object.values(kinds).filter((path) => path !== kinds["not found"])) {
    for (const language of COLOURED_AS_ARABIC) assert.deepEqual(elements(language + path), elements(`ar/${path}`), language + path);
  }
  const sheets = rtl.paths.filter((path) => /^assets\/theme\/[^/]+\.css$/.test(path)).map(rtl.read);
  const rules = sheets.flatMap((sheet) => sheet.match(/[^{}]*:lang\([^{}]*\{[^{}]*\}/g) ?? []);
  assert.ok(rules.length > 10, `${rules.length} rules`);
  assert.deepEqual(rules.filter((rule) => /color|background|shadow|opacity|#[0-9a-f]{3}|rgb|oklch/i.test(rule)), []);
});

for (const language of LANGUAGES) {
  test(`pages of every kind pass in ${language || "en/"}`, async () => {
    // The page for lost addresses is one for all languages.
    const list = Object.entries(kinds).filter(([, path]) => !language || path !== kinds["not found"]);
    const looks = LOOKS.filter(({ colorScheme }) => process.env.LOOKS === "all" || colorScheme === "light" || !COLOURED_AS_ARABIC.includes(language));
    const found = {};
    const visit = () =>
      visiting({ site: rtl, bypassCSP: true }, async (page) => {
        for (let next = list.shift(); next; next = list.shift()) {
          const [kind, path] = next;
          await page.at(language + path);
          await prepare(page);
          await inEachLook(page, async (look, colours) => {
            const faults = await wrong(page, colours);
            if (faults.length) found[`${kind}, ${look}`] = faults;
          }, looks);
        }
      });
    await Promise.all([visit(), visit()]);
    assert.deepEqual(found, {});
  });
}

test("what opens passes", async () => {
  const states = {
    "the menu": ["articles/index.html", (page) => page.evaluate(() => document.querySelector("#_site-menu").showPopover())],
    "the section's menu": [kinds.article, (page) => page.evaluate(() => document.querySelector("#_section-menu").showPopover())],
    "the contents": [kinds.article, (page) => page.evaluate(() => document.querySelector("#_page-contents").showPopover())],
    languages: [kinds.support, (page) => page.locator("[data-dropdown] summary").first().evaluate((one) => one.click())],
    "no result": ["search.html?q=xylophone%20zebra", (page) => page.getByRole("heading", { name: "Ask us instead" }).waitFor()],
    "one result": [
      "search.html?q=hotspot",
      async (page) => {
        await page.locator("[data-results] > li").first().waitFor();
        assert.equal(await page.locator("[data-results] > li").count(), 1);
      },
    ],
    "many results": ["search.html?q=invoice", (page) => page.locator("[data-results] li").nth(3).waitFor()],
    "results in two languages": ["zh-TW/search.html?q=authenticator", (page) => page.locator("[data-also] li").first().waitFor()],
    "the list under the box": [kinds.home, (page) => ask(page, "invoice", page.getByRole("option").first())],
    "nothing under the box": [kinds.home, (page) => ask(page, "xylophone zebra", page.getByText("Nothing found").first())],
    "two languages under the box": [
      "zh-TW/index.html",
      (page) => ask(page, "authenticator", page.getByRole("group").getByRole("option").first()),
    ],
    "a question": [kinds.faq, (page) => page.getByRole("button", { name: "Open all" }).click()],
    "one result under the box": [kinds.home, (page) => ask(page, "hotspot", page.getByRole("option").first())],
    "a picture at its own size": [
      kinds.article,
      async (page) => {
        // Shown smaller than it is, so that it can be opened.
        await resize(page, 320);
        await page.reload();
        await prepare(page);
        await page.locator("button.zoom").first().click();
        await page.getByRole("dialog").waitFor();
      },
    ],
  };
  const found = {};
  const list = Object.entries(states);
  const visit = () =>
    visiting({ bypassCSP: true }, async (page) => {
      for (let next = list.shift(); next; next = list.shift()) {
        const [state, [path, reach]] = next;
        await page.at(path);
        await prepare(page);
        await reach(page);
        await inEachLook(page, async (look, colours) => {
          const faults = await wrong(page, colours);
          if (faults.length) found[`${state}, ${look}`] = faults;
        });
      }
    });
  await Promise.all([visit(), visit()]);
  assert.deepEqual(found, {});
});

async function ask(page, words, seen) {
  await page.getByRole("combobox").fill(words);
  await seen.waitFor();
}

test("a second engine finds no error either", async () => {
  const found = {};
  await visiting({ site: rtl, bypassCSP: true }, async (page) => {
    for (const [kind, path] of Object.entries(kinds)) {
      for (const language of ["", "ar/"]) {
        if (language && path === kinds["not found"]) continue;
        await page.at(language + path);
        const faults = await wrongToo(page);
        if (faults.length) found[`${language}${kind}`] = faults;
      }
    }
  });
  assert.deepEqual(found, {});
});

test("text on the gradient of the home page keeps its contrast at both ends", async () => {
  for (const colorScheme of ["light", "dark"]) {
    await visiting({ colorScheme, bypassCSP: true }, async (page) => {
      await page.at(kinds.home);
      await prepare(page);
      const contrasts = await page.evaluate(() => {
        const { Color, getContrast, flattenColors } = globalThis.axe.commons.color;
        const read = (text) => {
          const made = new Color();
          made.parseString(text);
          return made;
        };
        const hero = document.querySelector(".hero");
        const ground = read(getComputedStyle(document.body).backgroundColor);
        const stops = getComputedStyle(hero).backgroundImage.match(/(?:rgba?|oklch|oklab|color)\([^()]*\)/g) ?? [];
        return [...hero.querySelectorAll("h1, .lead, .hero-foot a")].flatMap((one) =>
          stops.map((stop) => getContrast(flattenColors(read(stop), ground), read(getComputedStyle(one).color))),
        );
      });
      assert.ok(contrasts.length >= 6, "texts and ends were found");
      assert.ok(Math.min(...contrasts) >= 4.5, contrasts.join(" "));
    });
  }
});

// A fault of each kind, and the rule that must name it.
const PLANTED = {
  "image-alt": (main) => main.insertAdjacentHTML("beforeend", '<img src="assets/none.svg">'),
  "button-name": (main) => main.insertAdjacentHTML("beforeend", "<button></button>"),
  "link-name": (main) => main.insertAdjacentHTML("beforeend", '<a href="support.html"></a>'),
  label: (main) => main.insertAdjacentHTML("beforeend", '<input type="text">'),
  "html-has-lang": () => document.documentElement.removeAttribute("lang"),
  "heading-order": (main) => main.insertAdjacentHTML("beforeend", "<h2>Two</h2><h5>Five</h5>"),
  "color-contrast": (main) => main.insertAdjacentHTML("beforeend", '<p class="planted">Hardly to be read</p>'),
  "target-size": (main) =>
    main.insertAdjacentHTML("beforeend", '<div><button class="tiny">a</button><button class="tiny">b</button></div>'),
  "aria-valid-attr-value": (main) => main.insertAdjacentHTML("beforeend", '<div role="checkbox" aria-checked="perhaps" tabindex="0">a</div>'),
  region: () => document.body.insertAdjacentHTML("beforeend", "<p>Outside of every landmark</p>"),
  list: (main) => main.insertAdjacentHTML("beforeend", "<ul><div>Not an item</div></ul>"),
};

test("a planted fault of each kind is found", async () => {
  await visiting({ bypassCSP: true, missing: ["assets/none.svg"] }, async (page) => {
    for (const [rule, plant] of Object.entries(PLANTED)) {
      await page.at(kinds.page);
      await prepare(page);
      await page.addStyleTag({
        content: ".planted { color: #999; background: #fff } .tiny { all: unset; font-size: 8px; inline-size: 8px; block-size: 8px }",
      });
      await page.locator("main").evaluate(plant);
      const found = await wrong(page);
      assert.ok(found.some((line) => line.startsWith(`violations ${rule}:`)), `${rule} was not found, but ${found}`);
    }
    await page.at(kinds.page);
    await page.locator("main").evaluate((main) => main.insertAdjacentHTML("beforeend", "<img src='assets/none.svg'>"));
    assert.match((await wrongToo(page)).join("\n"), /img_alt_valid/, "by the second engine, too");
  });
});

test("each doubt that was reviewed is still one", () => assert.deepEqual(unneeded(), []));
