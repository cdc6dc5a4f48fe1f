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
    await session.send("Input.imeSetComposition", { text: "", selectionStart: 0, selectionEnd: 0 });
    await page.waitForTimeout(300);
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

const focused = (locator) => locator.evaluate((element) => element === document.activeElement);
