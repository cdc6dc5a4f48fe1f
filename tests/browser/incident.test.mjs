// What is wrong right now, told by a site that was built before: `supportal incident` writes one file.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { becomes, kinds, rtl, starter, visiting, withBrowser } from "./portal.mjs";
import { serve } from "./serve.mjs";

withBrowser();

const folder = mkdtempSync(join(tmpdir(), "supportal-incident-"));
const dir = join(folder, "dist");
const options = { stdio: "pipe", env: { ...process.env, SOURCE_DATE_EPOCH: "1780272000" } };
const supportal = (...args) => execFileSync(process.env.SUPPORTAL, [...args, "-o", dir], options);
let server;
before(async () => {
  cpSync(starter.dir, dir, { recursive: true });
  server = await serve({ "/": dir });
});
after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const banner = (page) => page.locator("[data-incident]");

test("an incident is told, changed and ended on every page, without a build", async () => {
  await visiting({ from: `${server.origin}/` }, async (page) => {
    await page.clock.setFixedTime(new Date("2026-06-01T03:00:00Z"));
    await page.at(kinds.article);
    assert.equal(await banner(page).isVisible(), false);

    const more = ["--in", "zh-TW=郵件延遲送達", "--link", kinds.notice];
    supportal("incident", "start", "Mail arrives late", "--severity", "outage", ...more);
    await page.at(kinds.article);
    const told = page.getByRole("region", { name: "Current incident" });
    assert.match(await told.innerText(), /^\s*Outage\s+Mail arrives late\s+since 08:00 \(00:00 your time\)\s*$/);
    const octagon = await told.locator("path").getAttribute("d");
    await page.at(`zh-TW/${kinds.home}`);
    assert.match(await banner(page).innerText(), /服務中斷\s+郵件延遲送達\s+自 08:00（您的時間 00:00）起/);
    assert.equal(await banner(page).getByRole("link").getAttribute("lang"), null);
    await banner(page).getByRole("link").click();
    await page.waitForURL(`${server.origin}/zh-TW/${kinds.notice}`);

    supportal("incident", "update", "Most mail arrives", "--severity", "disruption");
    await page.at(kinds.home);
    assert.match(await told.innerText(), /Disruption\s+Most mail arrives\s+since 08:00/);
    assert.notEqual(await told.locator("path").getAttribute("d"), octagon, "another shape");
    await page.at(`zh-TW/${kinds.home}`);
    assert.equal(await banner(page).getByRole("link").getAttribute("lang"), "en", "the source language says so");

    supportal("incident", "end");
    await page.at(kinds.home);
    assert.equal(await banner(page).isVisible(), false);
  });
});

test("since when is told as hours are: by the portal's clock, and by the reader's where that differs", async () => {
  supportal("incident", "start", "Mail arrives late");
  const told = async (timezoneId, now, path = kinds.home) => {
    let text;
    await visiting({ from: `${server.origin}/`, timezoneId }, async (page) => {
      await page.clock.setFixedTime(new Date(now));
      await page.at(path);
      text = await banner(page).locator("time").innerText();
    });
    return text;
  };
  assert.equal(await told("Asia/Taipei", "2026-06-01T05:29:00Z"), "since 08:00");
  assert.equal(await told("America/New_York", "2026-06-01T05:29:00Z"), "since 08:00 (Sun 31 May 20:00 your time)");
  assert.equal(await told("Asia/Taipei", "2026-06-09T05:29:00Z"), "since Mon 1 June 08:00");
  assert.equal(await told("Asia/Taipei", "2027-01-09T05:29:00Z"), "since Mon, 1 June 2026 08:00");
  // On a page without hours, too.
  assert.equal(await told("Asia/Taipei", "2026-06-09T05:29:00Z", kinds.article), "since Mon 1 June 08:00");
  supportal("incident", "end");
});

test("a page that stays open says the day once it is another one", async () => {
  supportal("incident", "start", "Mail arrives late");
  await visiting({ from: `${server.origin}/`, timezoneId: "Asia/Taipei" }, async (page) => {
    await page.clock.install({ time: new Date("2026-06-01T15:59:50Z") });
    await page.at(kinds.home);
    const time = banner(page).locator("time");
    assert.equal(await time.innerText(), "since 08:00");
    await page.clock.fastForward(60_000);
    await becomes(() => time.innerText(), "since Mon 1 June 08:00");
  });
  supportal("incident", "end");
});

test("a sentence of the source language runs in its own direction", async () => {
  const dir = join(folder, "rtl");
  cpSync(rtl.dir, dir, { recursive: true });
  execFileSync(process.env.SUPPORTAL, ["incident", "start", "Mail arrives late", "-o", dir], options);
  await visiting({ from: `${pathToFileURL(dir)}/` }, async (page) => {
    await page.at("ar/index.html");
    const sentence = banner(page).getByText("Mail arrives late");
    assert.deepEqual(await sentence.evaluate(({ lang, dir }) => [lang, dir]), ["en", "ltr"]);
  });
});

test("what it shuts is shut in marks, in the order of channels, in the calculator, and named", async () => {
  const seen = async (now, path = "") => {
    let seen;
    await visiting({ from: `${server.origin}/`, timezoneId: "Asia/Taipei" }, async (page) => {
      await page.clock.setFixedTime(new Date(now));
      await page.at(`${path}${kinds.channel}`);
      const mark = await page.locator(".contact-panel .open-now").innerText();
      const told = (await banner(page).isVisible()) ? await banner(page).innerText() : "";
      await page.at(`${path}${kinds.channels}`);
      const first = await page.locator("[data-intake-channels] > li").first().getAttribute("data-channel");
      await page.at(`${path}sla/standard.html`);
      const due = await page.locator("[data-calculator] [data-due=respond]").innerText();
      seen = { mark, told: told.replace(/\s+/g, " ").trim(), first, due };
    });
    return seen;
  };
  const morning = "2026-06-03T02:00:00Z";
  const usual = await seen(morning);
  assert.deepEqual([usual.mark, usual.first], ["Open until 12:00", "hotline"]);

  supportal("incident", "start", "Typhoon", "--in", "zh-TW=颱風", "--shut", "office");
  supportal("incident", "update", "--shut", "chat");
  const shut = await seen(morning);
  assert.equal(shut.mark, "Closed");
  assert.match(shut.told, /Typhoon since Mon 1 June 08:00 Chat hours and Office hours: closed until further notice$/);
  assert.notEqual(shut.first, "hotline");
  assert.equal(shut.due, "further ahead than this page can tell");
  assert.match((await seen(morning, "zh-TW/")).told, /颱風.*和.*：暫停服務，恢復時間另行通知$/);

  supportal("incident", "update", "--until", "2026-06-03T06:00:00Z");
  const until = await seen(morning);
  assert.equal(until.mark, "Opens 14:00");
  assert.match(until.told, /: closed until 14:00$/);
  assert.notEqual(until.due, usual.due);
  assert.equal((await seen("2026-06-03T06:00:00Z")).mark, "Open until 18:00");

  supportal("incident", "update", "--reopen");
  const open = await seen(morning);
  assert.deepEqual({ ...open, told: "" }, { ...usual, told: "" });
  assert.match(open.told, /^Disruption Typhoon since Mon 1 June 08:00$/);
  supportal("incident", "end");
});

test("it is told from the disk, too, and goes by itself", async () => {
  supportal("incident", "start", "Chat is down", "--until", "2026-06-01T12:00:00Z");
  await visiting({ from: `${pathToFileURL(dir)}/` }, async (page) => {
    for (const [now, shown] of [["2026-06-01T11:59:59Z", true], ["2026-06-01T12:00:00Z", false]]) {
      await page.clock.setFixedTime(new Date(now));
      await page.at(kinds.plan);
      assert.equal(await banner(page).isVisible(), shown, now);
    }
  });
});

test("a build leaves it alone", () => {
  const told = readFileSync(join(dir, "incident.js"), "utf8");
  const portal = `${starter.dir}-portal`;
  supportal("build", "--quiet", portal);
  assert.equal(readFileSync(join(dir, "incident.js"), "utf8"), told);
});
