// Courses with modules, and lessons that stand in two of them: what is finished is kept in this browser.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";

import { resize, visiting, withBrowser } from "./portal.mjs";
import { serve } from "./serve.mjs";

withBrowser();

const folder = mkdtempSync(join(tmpdir(), "supportal-courses-"));
const dir = join(folder, "dist");
let server;
before(async () => {
  const nav = `
  - page: guides/index.md
    items:
      - page: guides/safe/index.md
        items:
          - guides/safe/start.md
          - {page: guides/safe/mail/index.md, items: [guides/safe/mail/a.md, guides/safe/mail/b.md]}
          - {title: Daily work, items: [guides/solo/only.md, articles/vpn.md]}
      - {page: guides/solo/index.md, items: [guides/solo/only.md]}`;
  write("supportal.yaml", `title: Test\nlanguages: [en]\ntime_zone: Etc/UTC\nnav:${nav}\n`);
  const pages = ["index", "guides/index", "guides/safe/index", "guides/safe/start", "guides/safe/mail/index", "guides/safe/mail/a", "guides/safe/mail/b", "guides/solo/index", "guides/solo/only", "articles/vpn"];
  for (const page of pages) write(`en/${page}.md`, `---\ntitle: Of ${page}\ndescription: About ${page}.\n---\n\nText.\n\n- [ ] Seen\n`);
  execFileSync(process.env.SUPPORTAL, ["build", join(folder, "portal"), "-o", dir], { stdio: "pipe" });
  server = await serve({ "/": dir });
});
after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

function write(path, text) {
  const to = join(folder, "portal", path);
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, text);
}

const visitor = (visit) => visiting({ from: `${server.origin}/` }, visit);
const told = (page) => page.locator("[data-progress-line]").innerText();
const finish = (page) => page.locator("[data-lesson] input").check();

test("a course with modules, captions and an article is finished lesson by lesson", async () => {
  await visitor(async (page) => {
    for (let lesson = 1; lesson <= 5; lesson += 1) {
      await page.at("guides/safe/index.html");
      // Whoever follows the button comes to the next lesson, and can finish it.
      await page.locator("[data-progress-line] .button").click();
      assert.match(await page.locator(".about").innerText(), new RegExp(`Lesson ${lesson} of 5`));
      await finish(page);
    }
    await page.at("guides/safe/index.html");
    assert.match(await told(page), /^\s*5 of 5 lessons done\s*$/);
    await page.at("guides/safe/mail/index.html");
    assert.match(await told(page), /^\s*2 of 2 lessons done\s*$/);
  });
});

test("a lesson that is done is done in every course that has it", async () => {
  await visitor(async (page) => {
    await page.at("guides/solo/only.html");
    await finish(page);
    for (const [course, line] of [["safe", /Continue\s+1 of 5/], ["solo", /^\s*1 of 1/]]) {
      await page.at(`guides/${course}/index.html`);
      assert.match(await told(page), line);
    }
    await page.at("guides/solo/only.html");
    assert.ok(await page.locator("[data-lesson] input").isChecked());
    await page.locator("[data-lesson] input").uncheck();
    await page.at("guides/solo/index.html");
    assert.match(await told(page), /^\s*Start/);
  });
});

test("what was kept by course holds, until the reader says otherwise", async () => {
  await visitor(async (page) => {
    await page.at("guides/solo/index.html");
    await page.evaluate(() => {
      localStorage.setItem("supportal:guide:/guides/safe/", JSON.stringify(["/guides/safe/start", "/guides/solo/only.html"]));
      localStorage.setItem("supportal:guide:/guides/safe/:/guides/safe/start", JSON.stringify({ Seen: true }));
      localStorage.setItem("supportal:guide:/broken/", "[");
    });
    await page.at("guides/solo/index.html");
    assert.match(await told(page), /^\s*1 of 1/);
    await page.at("guides/safe/start.html");
    assert.ok(await page.locator(".prose .task input").isChecked());
    await page.locator("[data-lesson] input").uncheck();
    await page.at("guides/safe/index.html");
    assert.match(await told(page), /1 of 5/);
  });
});

test("the list of lessons is set and read with its modules", async () => {
  await visitor(async (page) => {
    await page.at("guides/safe/index.html");
    const list = page.locator(".lesson-list");
    assert.deepEqual(await list.locator("h3").allInnerTexts(), ["Of guides/safe/mail/index", "Daily work"]);
    for (const width of [320, 1440]) {
      await resize(page, width, 800);
      const boxes = await list.locator("li > a").evaluateAll((links) => links.map((link) => link.getBoundingClientRect().toJSON()));
      assert.ok(boxes.every((box, at) => at === 0 || box.top >= boxes[at - 1].bottom), JSON.stringify(boxes));
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      // What stands behind a module begins further out than what is in it.
      assert.deepEqual(boxes.map((box) => box.left > boxes[0].left), [false, true, true, true, true]);
    }
  });
});
