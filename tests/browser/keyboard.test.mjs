// Everything by keyboard.

import assert from "node:assert/strict";
import { test } from "node:test";

import { inSite, starter, visiting, withBrowser } from "./portal.mjs";

withBrowser();

test("slash goes to the search, and is typed where one types", async () => {
  await visiting({}, async (page) => {
    await page.at("articles/index.html");
    const box = page.getByRole("combobox");
    await page.keyboard.press("/");
    assert.ok(await focused(box));
    assert.equal(await box.inputValue(), "");
    await page.keyboard.press("/");
    assert.equal(await box.inputValue(), "/");
  });
});

test("slash can be turned off", async () => {
  await visiting({}, async (page) => {
    await page.at("search.html?q=invoice");
    await page.getByLabel("The / key goes to the search, on every page").uncheck();
    await page.at("articles/index.html");
    const box = page.getByRole("combobox");
    await page.keyboard.press("/");
    assert.ok(!(await focused(box)));
    assert.equal(await page.locator("kbd:visible", { hasText: "/" }).count(), 0, "no longer promised");
    await page.at("search.html?q=invoice");
    await page.getByLabel("The / key goes to the search, on every page").check();
    await page.at("articles/index.html");
    await page.keyboard.press("/");
    assert.ok(await focused(box));
  });
});

test("slash is left to whatever has the focus", async () => {
  await visiting({}, async (page) => {
    await page.at("articles/index.html");
    await page.getByRole("main").getByRole("link").first().focus();
    await page.keyboard.press("/");
    assert.ok(!(await focused(page.getByRole("combobox"))));
  });
});

test("Home and End choose the first and the last, arrows go round, other keys move the caret", async () => {
  await visiting({}, async (page) => {
    await page.at("index.html");
    const box = page.getByRole("combobox");
    await box.fill("password");
    const options = page.getByRole("option");
    await options.nth(2).waitFor();
    const chosen = () => page.locator("[role=option][aria-selected=true]");
    // Nothing is chosen: the caret moves.
    await box.press("Home");
    assert.equal(await chosen().count(), 0);
    assert.equal(await box.evaluate((input) => input.selectionStart), 0);
    await box.press("ArrowUp");
    assert.equal(await chosen().innerText(), await options.last().innerText());
    await box.press("Home");
    assert.equal(await chosen().innerText(), await options.first().innerText());
    await box.press("End");
    assert.equal(await chosen().innerText(), await options.last().innerText());
    await box.press("ArrowDown");
    assert.equal(await chosen().count(), 0, "after the last the box itself");
    await box.press("ArrowDown");
    await box.press("Shift");
    assert.equal(await chosen().count(), 1);
    await box.press("ArrowRight");
    assert.equal(await chosen().count(), 0);
    await box.press("Escape");
    await box.press("ArrowDown");
    await options.first().waitFor();
  });
});

test("the chosen result is in view", async () => {
  await visiting({ viewport: { width: 390, height: 600 } }, async (page) => {
    await page.at("index.html");
    const box = page.getByRole("combobox");
    await box.fill("password");
    const options = page.getByRole("option");
    await options.nth(2).waitFor();
    for (let at = 0; at < (await options.count()); at += 1) {
      await box.press("ArrowDown");
      const seen = await page.evaluate(() => {
        const option = document.querySelector("[aria-selected=true]");
        const { left, top, bottom } = option.getBoundingClientRect();
        return [top + 4, bottom - 4].every((y) => option.contains(document.elementFromPoint(left + 20, y)));
      });
      assert.ok(seen, `the result ${at}`);
    }
  });
});

test("arrows choose a result, Enter opens it", async () => {
  await visiting({}, async (page) => {
    await page.at("index.html");
    const box = page.getByRole("combobox");
    await page.keyboard.press("/");
    await page.keyboard.type("password");
    await answered(page, "password");
    const options = page.getByRole("option");
    await options.nth(2).waitFor();
    const chosen = async () => {
      const id = await box.getAttribute("aria-activedescendant");
      const selected = await options.evaluateAll((all) =>
        all.filter((option) => option.getAttribute("aria-selected") === "true").map((option) => option.id),
      );
      assert.deepEqual(selected, id ? [id] : []);
      return id && page.locator(`[id="${id}"]`).evaluate((option) => [...option.parentNode.querySelectorAll("[role=option]")].indexOf(option));
    };
    assert.equal(await chosen(), null);
    await page.keyboard.press("ArrowDown");
    assert.equal(await chosen(), 0);
    await page.keyboard.press("ArrowDown");
    assert.equal(await chosen(), 1);
    await page.keyboard.press("ArrowUp");
    assert.equal(await chosen(), 0);
    assert.ok(await focused(box), "the focus stays in the box");
    await page.keyboard.press("Enter");
    await page.waitForURL(/reset-your-password/);
  });
});

test("Escape before the answer keeps the list shut", async () => {
  await visiting({}, async (page) => {
    let letGo;
    const held = new Promise((resolve) => (letGo = resolve));
    await page.route("**/search/*/*.js", (route) => held.then(() => route.continue()));
    await page.at("index.html");
    await page.waitForFunction(() => globalThis.supportalSearch);
    await page.evaluate(() => {
      const { search } = supportalSearch;
      supportalSearch.search = (query, options) => (globalThis.answer = search(query, options));
    });
    const box = page.getByRole("combobox");
    await box.fill("outlook");
    await page.waitForFunction(() => "answer" in globalThis);
    await box.press("Escape");
    letGo();
    await page.evaluate(async () => {
      await answer;
      // Until those who waited for it have had their turn.
      await new Promise((turn) => setTimeout(turn));
    });
    assert.equal(await page.locator(".suggestions").isVisible(), false);
    assert.equal(await box.inputValue(), "outlook");
    await box.press("ArrowDown");
    await page.getByRole("option").first().waitFor();
  });
});

test("Escape shuts the list and leaves the words", async () => {
  await visiting({}, async (page) => {
    await page.at("index.html");
    const box = page.getByRole("combobox");
    await box.fill("password");
    await page.getByRole("listbox").waitFor();
    assert.equal(await box.getAttribute("aria-expanded"), "true");
    await box.press("Escape");
    await page.getByRole("listbox").waitFor({ state: "hidden" });
    assert.equal(await box.getAttribute("aria-expanded"), "false");
    assert.equal(await box.inputValue(), "password");
    assert.ok(await focused(box));
  });
});

test("words in an input method are not taken for commands", async () => {
  await visiting({}, async (page) => {
    await page.at("zh-TW/index.html");
    const box = page.getByRole("combobox");
    await box.focus();
    const session = await page.context().newCDPSession(page);
    await session.send("Input.imeSetComposition", { text: "帳單", selectionStart: 2, selectionEnd: 2 });
    await page.getByRole("option").first().waitFor();
    await session.send("Input.insertText", { text: "帳單" });
    assert.equal(await box.inputValue(), "帳單");
    assert.equal(inSite(page), "zh-TW/index.html");
  });
});

test("half a syllable in an input method is no answer, and its Enter opens nothing", async () => {
  await visiting({}, async (page) => {
    await page.at("zh-TW/index.html");
    const box = page.getByRole("combobox");
    await box.fill("帳單");
    const options = page.getByRole("option");
    await options.nth(1).waitFor();
    const before = await options.allInnerTexts();
    await box.press("ArrowDown");
    const session = await page.context().newCDPSession(page);
    await session.send("Input.imeSetComposition", { text: "ㄅㄆㄇ", selectionStart: 3, selectionEnd: 3 });
    await box.dispatchEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true });
    await page.waitForTimeout(300);
    assert.equal(inSite(page), "zh-TW/index.html");
    assert.notEqual((await options.allInnerTexts()).length, 0);
    assert.equal(await page.getByText("找不到結果").count(), 0);
    await options.first().evaluate((option) => (option.dataset.old = ""));
    await session.send("Input.imeSetComposition", { text: "", selectionStart: 0, selectionEnd: 0 });
    await page.waitForFunction(() => !document.querySelector("[role=option][data-old]"));
    assert.deepEqual(await options.allInnerTexts(), before);
  });
});

test("the first Tab offers to skip to the content", async () => {
  await visiting({}, async (page) => {
    await page.at(`articles/billing/read-your-invoice.html`);
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to content" });
    assert.ok(await focused(skip));
    const { x, y } = await skip.boundingBox();
    assert.ok(x >= 0 && y >= 0, "it is seen while it has the focus");
    await page.keyboard.press("Enter");
    assert.ok(await focused(page.getByRole("main")));
  });
});

test("Tab reaches every control in view, and what has the focus is seen", async () => {
  await visiting({}, async (page) => {
    await page.at("articles/billing/read-your-invoice.html");
    const expected = await page.evaluate(
      () =>
        [...document.querySelectorAll("a[href], button, input, summary")].filter(
          (one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true, opacityProperty: false }),
        ).length,
    );
    const reached = new Set();
    for (let step = 0; step < expected + 5; step += 1) {
      await page.keyboard.press("Tab");
      const one = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body) return null;
        const style = getComputedStyle(element);
        const { width, height } = element.getBoundingClientRect();
        const ring = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none";
        const parent = getComputedStyle(element.parentElement);
        const around = parseFloat(parent.outlineWidth) > 0 && parent.outlineStyle !== "none";
        element.dataset.number ??= String(document.querySelectorAll("[data-number]").length);
        return { number: element.dataset.number, seen: width > 0 && height > 0 && (ring || around || style.boxShadow !== "none" || parent.boxShadow !== "none"), html: element.outerHTML.slice(0, 120) };
      });
      if (!one) break;
      assert.ok(one.seen, `no sign of the focus on ${one.html}`);
      reached.add(one.number);
    }
    assert.equal(reached.size, expected);
  });
});

test("the choices of tabs are heard as a group, by the name of the heading above", async () => {
  await visiting({}, async (page) => {
    await page.at("articles/devices/connection-problems.html");
    const above = await page.evaluate(() => {
      const tabs = document.querySelector(".tabs");
      const headings = [...document.querySelectorAll("main :is(h1, h2, h3, h4)")];
      const last = headings.findLast((one) => one.compareDocumentPosition(tabs) & Node.DOCUMENT_POSITION_FOLLOWING);
      return (last.querySelector(".heading-name") ?? last).textContent.trim();
    });
    const group = page.getByRole("radiogroup", { name: above, exact: true }).first();
    assert.ok((await group.getByRole("radio").count()) > 1, above);
    await group.getByRole("radio").first().focus();
    await page.keyboard.press("ArrowRight");
    assert.ok(await group.getByRole("radio").nth(1).isChecked());
  });
});

test("the menu of languages opens and shuts by key", async () => {
  await visiting({}, async (page) => {
    await page.at("support.html");
    const menu = page.locator("summary").filter({ hasText: "Language" }).first();
    await menu.focus();
    await page.keyboard.press("Enter");
    const other = page.getByRole("link", { name: "繁體中文" });
    await other.waitFor();
    await page.keyboard.press("Escape");
    await other.waitFor({ state: "hidden" });
    assert.ok(await focused(menu));
    await page.keyboard.press("Enter");
    await other.click();
    await page.waitForURL(`${starter.http}zh-TW/support.html`);
  });
});

test("the menu of languages is no cover over what the focus goes on to", async () => {
  await visiting({}, async (page) => {
    await page.at("support.html");
    await page.locator("summary").filter({ hasText: "Language" }).first().focus();
    await page.keyboard.press("Enter");
    const last = page.locator("[data-dropdown] li a").last();
    await last.focus();
    await page.keyboard.press("Tab");
    await last.waitFor({ state: "hidden" });
  });
});

test("a drawer is no cover over what the focus goes on to, and its button still shuts it", async () => {
  await visiting({ viewport: { width: 320, height: 640 } }, async (page) => {
    await page.at("articles/billing/read-your-invoice.html");
    for (const id of ["_site-menu", "_section-menu", "_page-contents"]) {
      const drawer = page.locator(`#${id}`);
      const button = page.locator(`button[popovertarget="${id}"]:not(.popover-close)`).first();
      await button.focus();
      await page.keyboard.press("Enter");
      await drawer.waitFor({ state: "visible" });
      await drawer.locator("a").last().focus();
      await page.keyboard.press("Tab");
      assert.ok(await drawer.isHidden(), id);
      await button.focus();
      await page.keyboard.press("Enter");
      await drawer.waitFor({ state: "visible" });
      await drawer.locator("a").first().focus();
      await button.focus();
      await page.keyboard.press("Enter");
      await drawer.waitFor({ state: "hidden" });
    }
  });
});

test("the line of the contents that has the focus stays in sight while the page scrolls", async () => {
  await visiting({ viewport: { width: 1280, height: 400 } }, async (page) => {
    await page.at("support.html");
    const contents = page.locator("#_page-contents");
    const first = contents.locator("a").first();
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await contents.locator("a[aria-current]").waitFor();
    await contents.evaluate((menu) => (menu.scrollTop = 0));
    await first.focus();
    await page.evaluate(() => scrollBy(0, -innerHeight * 3));
    await page.waitForTimeout(300);
    const { top, bottom } = await first.evaluate((line) => line.getBoundingClientRect());
    assert.ok(top >= 0 && bottom <= 400, `${top} to ${bottom}`);
  });
});

/** Waits for the answer to the whole word: each letter of it is asked for, too, and answered. */
const answered = (page, word) => page.locator(`[role=option].all[href$="q=${word}"]`).waitFor();

const focused = (locator) => locator.evaluate((element) => element === document.activeElement);

// What a screen reader would say of whatever has the focus.
const heard = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return "the page";
    const role = element.getAttribute("role") ?? { A: "link", BUTTON: "button", SUMMARY: "summary", INPUT: "input", MAIN: "main", SECTION: "region" }[element.tagName];
    const chosen = document.getElementById(element.getAttribute("aria-activedescendant") ?? "");
    const labelled = document.getElementById(element.getAttribute("aria-labelledby") ?? "");
    const name =
      element.getAttribute("aria-label") ?? labelled?.innerText ?? element.labels?.[0]?.textContent ?? element.innerText ?? "";
    const words = (text) => text.replace(/\s+/g, " ").trim().slice(0, 80);
    return `${role} “${words(name)}”${chosen ? ` → option “${words(chosen.innerText)}”` : ""}`;
  });

/** Presses keys one after another, and tells each with what has the focus behind it, until `ends` says so. */
async function walk(page, keys, ends, lines) {
  for (let step = 0; step < 60; step += 1) {
    const key = keys[Math.min(step, keys.length - 1)];
    await page.keyboard.press(key);
    const stop = await heard(page);
    lines.push(`${key} → ${stop}`);
    if (ends(stop)) return;
  }
  assert.fail(`never reached:\n${lines.join("\n")}`);
}

test("by keyboard alone from the home page to the number of the channel that is open now", async (context) => {
  const lines = [];
  await visiting({}, async (page) => {
    // A Monday morning at the office of the hotline.
    await page.clock.setFixedTime(new Date("2026-06-01T02:00:00Z"));
    await page.at("index.html");
    const open = page.locator(".cards-channels [data-open-now]", { hasText: "Open" });
    await open.first().waitFor();
    await walk(page, ["Tab"], (stop) => stop.startsWith("link “Skip to contact”"), lines);
    await walk(page, ["Enter"], (stop) => stop.startsWith("region “Contact us”"), lines);
    const inOpenCard = () =>
      page.evaluate(() => /^Open (now|until)/.test(document.activeElement.closest("li")?.querySelector("[data-open-now]")?.innerText));
    for (let found = false; !found; ) {
      await walk(page, ["Tab"], () => true, lines);
      assert.ok(lines.length < 8, lines.join("\n"));
      found = (await inOpenCard()) && (await page.evaluate(() => document.activeElement.matches("a[href^='tel:']")));
    }
    assert.match(lines.at(-1), /link “\+886/);
  });
  lines.forEach((line) => context.diagnostic(line));
});

test("on every other page the second skip link leads to help, in the same place", async () => {
  await visiting({ missing: ["not-here.html"] }, async (page) => {
    for (const path of ["articles/billing/read-your-invoice.html", "search.html", "channels/hotline.html", "not-here.html"]) {
      await page.at(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      // The search page puts the focus into its box.
      await page.evaluate(() => document.activeElement.blur());
      await page.locator("a.skip").nth(1).focus();
      assert.equal(await heard(page), "link “Skip to contact”", path);
      await page.keyboard.press("Enter");
      assert.equal(await heard(page), "region “Need help?”", path);
      await page.keyboard.press("Tab");
      assert.equal(await heard(page), "link “Hotline”", path);
    }
  });
});

test("by keyboard alone from the home page to the third result", async (context) => {
  const lines = [];
  await visiting({}, async (page) => {
    await page.at("index.html");
    await walk(page, ["/"], (stop) => stop.startsWith("combobox"), lines);
    await page.keyboard.type("invoice");
    await answered(page, "invoice");
    const third = (await page.getByRole("option").nth(2).innerText()).split("\n")[0];
    for (let step = 0; step < 3; step += 1) await walk(page, ["ArrowDown"], () => true, lines);
    assert.ok(lines.at(-1).includes(`option “${third}`), `${lines.at(-1)} is not ${third}`);
    const href = await page.evaluate(() => {
      const id = document.activeElement.getAttribute("aria-activedescendant");
      return document.getElementById(id).closest("a")?.href ?? document.getElementById(id).querySelector("a")?.href ?? "";
    });
    await page.keyboard.press("Enter");
    await page.waitForURL(href);
    const reached = await page.getByRole("heading", { level: 1 }).innerText();
    assert.equal(reached, third);
    lines.push(`Enter → the page “${reached}”`);
  });
  lines.forEach((line) => context.diagnostic(line));
});
