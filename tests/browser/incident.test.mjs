// What is wrong right now, told by a site that was built before: `supportal incident` writes one file.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { kinds, starter, visiting, withBrowser } from "./portal.mjs";
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
    await page.at(kinds.article);
    assert.equal(await banner(page).isVisible(), false);

    const more = ["--in", "zh-TW=郵件延遲送達", "--link", kinds.notice];
    supportal("incident", "start", "Mail arrives late", "--severity", "outage", ...more);
    await page.at(kinds.article);
    const told = page.getByRole("region", { name: "Current incident" });
    assert.match(await told.innerText(), /^\s*Outage\s+Mail arrives late\s+since Jun 1, 2026/);
    const octagon = await told.locator("path").getAttribute("d");
    await page.at(`zh-TW/${kinds.home}`);
    assert.match(await banner(page).innerText(), /服務中斷\s+郵件延遲送達/);
    assert.equal(await banner(page).getByRole("link").getAttribute("lang"), null);
    await banner(page).getByRole("link").click();
    await page.waitForURL(`${server.origin}/zh-TW/${kinds.notice}`);

    supportal("incident", "update", "Most mail arrives", "--severity", "disruption");
    await page.at(kinds.home);
    assert.match(await told.innerText(), /Disruption\s+Most mail arrives\s+since Jun 1, 2026/);
    assert.notEqual(await told.locator("path").getAttribute("d"), octagon, "another shape");
    await page.at(`zh-TW/${kinds.home}`);
    assert.equal(await banner(page).getByRole("link").getAttribute("lang"), "en", "the source language says so");

    supportal("incident", "end");
    await page.at(kinds.home);
    assert.equal(await banner(page).isVisible(), false);
  });
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
