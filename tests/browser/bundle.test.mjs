// The site as one file, unpacked where nobody planned it.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";

import { unzipSync } from "fflate";

import { inSite, kinds, starter, visiting, withBrowser } from "./portal.mjs";

withBrowser();

const stick = mkdtempSync(join(tmpdir(), "記憶碟 100% & more #"));
after(() => rmSync(stick, { recursive: true, force: true }));

const files = Object.entries(unzipSync(readFileSync(process.env.STARTER_ZIP)));
for (const [path, bytes] of files) {
  mkdirSync(dirname(join(stick, path)), { recursive: true });
  writeFileSync(join(stick, path), bytes);
}
const from = `${pathToFileURL(join(stick, "starter"))}/`;

test("it holds the files of the site, in one folder, and no other", () => {
  const own = starter.paths.filter((path) => path !== ".supportal-manifest.json");
  assert.deepEqual(files.map(([path]) => path).sort(), own.map((path) => `starter/${path}`).sort());
  for (const [path, bytes] of files) {
    assert.ok(readFileSync(join(starter.dir, path.slice("starter/".length))).equals(bytes), path);
  }
});

test("pages of every kind open from it", async () => {
  await visiting({ from }, async (page) => {
    for (const [kind, path] of Object.entries(kinds)) {
      if (path === "404.html") continue;
      await page.at(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      assert.ok(await page.evaluate(() => document.styleSheets.length > 0), kind);
    }
  });
});

test("search works in it, in both languages", async () => {
  for (const [folder, query, expected] of [
    ["", "invoice", "articles/billing/read-your-invoice.html"],
    ["zh-TW/", "密碼", "zh-TW/articles/accounts/reset-your-password.html"],
  ]) {
    await visiting({ from }, async (page) => {
      await page.at(`${folder}index.html`);
      await page.getByRole("combobox").fill(query);
      await page.getByRole("option").first().click();
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForURL((url) => url.href.includes(expected));
      assert.equal(inSite(page, from).split("#")[0], expected);
    });
  }
});
