// Where one is, and where a link leads.

import assert from "node:assert/strict";
import { test } from "node:test";

import { visiting, withBrowser } from "./portal.mjs";

withBrowser();

test("a link into a tab that is not chosen chooses it", async () => {
  await visiting({}, async (page) => {
    await page.at("articles/email/set-up-outlook.html");
    const last = page.locator(".tabs > .tab").last();
    assert.ok(!(await last.isVisible()));
    await last.locator("li").first().evaluate((line) => {
      line.id = "wanted";
      location.hash = "wanted";
    });
    await last.locator("#wanted").waitFor();
    assert.ok(await last.locator("#wanted").evaluate(isInView));
  });
});

test("a menu that is longer than the window shows the line of the page", async () => {
  await visiting({ viewport: { width: 1440, height: 220 } }, async (page) => {
    await page.at("articles/updates/index.html");
    const line = page.locator("#_section-menu [aria-current=page]");
    assert.ok(await line.evaluate((one) => one.closest("nav").scrollHeight > one.closest("nav").clientHeight));
    assert.ok(await line.evaluate(isInView));
    assert.equal(await page.evaluate(() => scrollY), 0, "the page itself stays");
  });
});

test("a page that one comes back to has the colours that were chosen on another", async () => {
  await visiting({}, async (page) => {
    await page.at("index.html");
    const toggle = page.locator("[data-theme-toggle]");
    assert.equal(await toggle.getAttribute("aria-pressed"), "false");
    // As a browser does it that kept the page as it was.
    await page.evaluate(() => {
      localStorage.setItem("supportal:colours", "dark");
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    });
    assert.equal(await toggle.getAttribute("aria-pressed"), "true");
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  });
});

test("a picture without words is no button", async () => {
  await visiting({ viewport: { width: 320, height: 640 } }, async (page) => {
    await page.route("**/check-service-health.html", async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace(/(<img [^>]*?alt=")[^"]*"/, '$1"');
      await route.fulfill({ response: answer, body });
    });
    await page.at("articles/service-health/check-service-health.html");
    const pictures = page.locator(".prose img");
    await page.waitForFunction(() => [...document.querySelectorAll(".prose img")].every((one) => one.loading !== "lazy" || one.complete));
    assert.equal(await pictures.first().getAttribute("alt"), "");
    assert.equal(await pictures.first().evaluate((one) => one.closest("button")), null);
  });
});

test("what was printed open is shut again, but for what the reader opened", async () => {
  await visiting({}, async (page) => {
    await page.at("faq/general.html");
    const open = () => page.locator("details.question").evaluateAll((all) => all.map((one) => one.open));
    await page.locator("details.question summary").first().click();
    const before = await open();
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.ok((await open()).every(Boolean));
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.deepEqual(await open(), before);
    assert.deepEqual(before.filter(Boolean).length, 1);
  });
});

test("a tall picture is seen whole", async () => {
  await visiting({ viewport: { width: 1280, height: 240 } }, async (page) => {
    await page.at("articles/service-health/check-service-health.html");
    const picture = page.locator(".prose img").first();
    await picture.scrollIntoViewIfNeeded();
    await page.waitForFunction((one) => one.naturalHeight, await picture.elementHandle());
    const [shown, wide] = await picture.evaluate((one) => [one.clientHeight, (one.clientWidth / one.naturalWidth) * one.naturalHeight]);
    assert.ok(wide > 240, `as wide as its column it would be ${wide} px high`);
    assert.ok(shown <= 0.8 * 240, `${shown} px`);
  });
});

test("what a lesson asks to check is ticked, and stays so", async () => {
  await visiting({}, async (page) => {
    const lesson = "guides/first-week/sign-in-safely.html";
    await page.at(lesson);
    const task = page.locator(".prose .task").first();
    await task.getByRole("checkbox").check();
    await page.at(lesson);
    assert.ok(await task.getByRole("checkbox").isChecked());
    assert.ok(!(await page.locator(".prose .task").nth(1).getByRole("checkbox").isChecked()));
    await task.getByRole("checkbox").uncheck();
    await page.at(lesson);
    assert.ok(!(await task.getByRole("checkbox").isChecked()));
  });
});

test("tasks of the same words are ticked each for itself", async () => {
  await visiting({}, async (page) => {
    const lesson = "guides/first-week/sign-in-safely.html";
    await page.route(`**/${lesson}`, async (route) => {
      const response = await route.fetch();
      const body = await response.text();
      await route.fulfill({ response, body: body.replace("I have a second method.", "I can sign in on my computer.") });
    });
    await page.at(lesson);
    const tasks = page.locator(".prose .task").filter({ hasText: "I can sign in on my computer." }).getByRole("checkbox");
    assert.equal(await tasks.count(), 2);
    for (const [one, other] of [[0, 1], [1, 0]]) {
      await tasks.nth(one).check();
      await page.at(lesson);
      assert.ok(await tasks.nth(one).isChecked());
      assert.ok(!(await tasks.nth(other).isChecked()));
      await tasks.nth(one).uncheck();
    }
    // What is kept of a task is found by its words, as it always was.
    const kept = await page.evaluate(() => Object.entries(localStorage).find(([key]) => key.startsWith("supportal:tasks:"))[1]);
    assert.equal(JSON.parse(kept)["I can sign in on my computer."], false);
  });
});

/** Whether an element stands in the window, and in what scrolls around it. */
function isInView(one) {
  const box = one.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
}
