// Notices are in force between two instants, whenever the portal was built.

import assert from "node:assert/strict";
import { test } from "node:test";

import { starter, visiting, withBrowser } from "./portal.mjs";

withBrowser();

for (const [now, shown] of [
  ["2026-12-12T16:59:00Z", false],
  ["2026-12-12T17:00:00Z", true],
  ["2026-12-12T20:59:00Z", true],
  ["2026-12-12T21:00:00Z", false],
]) {
  test(`at ${now} the banner of the maintenance is ${shown ? "shown" : "away"}`, async () => {
    await visiting({}, async (page) => {
      await page.clock.setFixedTime(new Date(now));
      await page.at("articles/index.html");
      const line = page.getByRole("region", { name: "Current notices" }).getByRole("link");
      await page.getByRole("heading", { level: 1 }).waitFor();
      assert.equal(await line.count(), shown ? 1 : 0);
    });
  });
}

for (const [now, shown] of [
  ["2026-06-01T00:00:00Z", true],
  ["2026-12-12T20:59:00Z", true],
  ["2026-12-12T21:00:00Z", false],
]) {
  test(`at ${now} the first page ${shown ? "tells" : "no longer tells"} of the maintenance`, async () => {
    await visiting({}, async (page) => {
      await page.clock.setFixedTime(new Date(now));
      await page.at("index.html");
      await page.getByRole("heading", { level: 1 }).waitFor();
      const section = page.getByRole("region", { name: "Notices", exact: true });
      assert.equal(await section.getByRole("heading", { level: 3 }).count(), shown ? 1 : 0);
      assert.equal(await page.getByRole("heading", { name: "Notices", exact: true }).count(), shown ? 1 : 0);
    });
  });
}

test("what is in force is there before the other scripts are, and moves nothing", async () => {
  await visiting({}, async (page) => {
    await page.clock.setFixedTime(new Date("2026-12-12T18:00:00Z"));
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route(/\/theme\.[^/]*\.js$/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${starter.http}articles/index.html`, { waitUntil: "commit" });
    await page.getByRole("region", { name: "Current notices" }).getByRole("link").waitFor();
    // Before its style is there a reader sees nothing, but a script would measure.
    await page.waitForFunction(() => document.styleSheets.length);
    const top = () => page.getByRole("heading", { level: 1 }).evaluate((one) => one.getBoundingClientRect().top);
    const before = await top();
    release();
    await page.waitForLoadState("load");
    assert.equal(await top(), before);
  });
});

test("without script a coming notice is shown with its times, since nothing can tell what time it is", async () => {
  await visiting({ javaScriptEnabled: false }, async (page) => {
    await page.at("articles/index.html");
    const banner = page.getByRole("region", { name: "Current notices" });
    assert.equal(await banner.getByRole("link").count(), 1);
    assert.match(await banner.innerText(), /13 December 2026, 01:00 \(Taipei time\) – 05:00$/);
    // A browser of texts knows neither styles nor `hidden`, and would say it again.
    const title = await banner.getByRole("link").innerText();
    assert.equal(starter.read("articles/index.html").split("<main")[0].split(title).length, 2, title);
  });
});

for (const [timezoneId, yours] of [
  ["America/New_York", ["Saturday 12 December 12:00", "Saturday 12 December 16:00"]],
  ["Asia/Tokyo", ["02:00", "06:00"]],
  ["Asia/Singapore", []],
]) {
  test(`in ${timezoneId} a notice tells its times by the reader's clock, where it is another one`, async () => {
    await visiting({ timezoneId }, async (page) => {
      await page.at("notices/2026-12-maintenance.html");
      const said = await page.locator(".notice-facts .yours").allInnerTexts();
      assert.deepEqual(
        said.map((text) => text.replaceAll(",", "")),
        yours.map((time) => `(${time} your time)`),
      );
      assert.match(await page.locator(".notice-facts").innerText(), /13 December 2026, 01:00 \(Taipei time\)/);
      for (const path of ["notices/index.html", "index.html"]) {
        await page.at(path);
        const item = page.locator(".notice-item", { hasText: "13 December 2026" });
        await item.waitFor();
        const listed = await item.locator(".yours").allInnerTexts();
        assert.deepEqual(listed.map((text) => text.replaceAll(",", "")), yours.map((time) => `(${time} your time)`), path);
      }
    });
  });
}
