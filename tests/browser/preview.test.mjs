// `supportal serve`: what a writer sees who has a page open and saves files beside it.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";

import { becomes, visiting, withBrowser } from "./portal.mjs";

withBrowser();

const article = "en/articles/billing/read-your-invoice.md";
const page = "articles/billing/read-your-invoice.html";
const work = mkdtempSync(join(tmpdir(), "supportal-preview-"));
const portal = join(work, "portal");
let server, http;

before(async () => {
  cpSync(resolve(import.meta.dirname, "../../content"), portal, { recursive: true });
  ({ server, http } = await serve());
});
after(async () => {
  assert.equal(await ended(server), 0);
  rmSync(work, { recursive: true, force: true });
});

/** Starts the preview, and waits for its first line. What it finds is said in the page, too. */
async function serve(...more) {
  const server = spawn(process.env.SUPPORTAL, ["serve", "--quiet", ...more, portal], {
    env: { ...process.env, SOURCE_DATE_EPOCH: "1780272000" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const line = await new Promise((said, failed) => {
    server.stdout.once("data", (line) => said(`${line}`));
    server.once("exit", (code, signal) => failed(new Error(`the preview ended with ${code ?? signal}`)));
  });
  return { server, http: /^serving (\S+)/.exec(line)[1] };
}

function ended(server) {
  const code = new Promise((ended) => server.once("exit", ended));
  server.kill("SIGINT");
  return code;
}

const read = (path) => readFileSync(join(portal, path), "utf8");
function write(path, text) {
  mkdirSync(dirname(join(portal, path)), { recursive: true });
  writeFileSync(join(portal, path), text);
}

/** Calls `then` with a file changed, and puts it back. */
async function edited(path, change, then) {
  const text = read(path);
  const changed = change(text);
  assert.notEqual(changed, text, path);
  write(path, changed);
  try {
    await then();
  } finally {
    write(path, text);
  }
}

const looking = (options, visit) => visiting({ site: { http }, from: http, ...options }, visit);
const replaced = (from, to) => (text) => text.replace(from, to);
/** The panel's words. */
const panel = (page) => page.locator("supportal-preview .panel");
/** Notices whether the page was loaded again: then the mark is gone. */
const mark = (page) => page.evaluate(() => void (globalThis.mark = true));
const isMarked = (page) => page.evaluate(() => globalThis.mark === true);

test("text, titles, facts and configuration show as soon as they are saved, and go again", async () => {
  await looking({}, async (open) => {
    await open.at(page);
    await mark(open);
    const shows = (selector, text) => open.locator(selector, { hasText: text }).first().waitFor({ state: "attached" });
    const was = (selector) => open.locator(selector).first().textContent();
    const heading = await was("h1");
    await edited(article, (text) => `${text}\n\nJust written.\n`, () => shows("main p", "Just written."));
    await open.locator("main p", { hasText: "Just written." }).waitFor({ state: "detached" });
    await edited(article, replaced(/^title: .*/m, "title: Another title"), async () => {
      await shows("h1", "Another title");
      assert.match(await open.title(), /^Another title/);
    });
    await shows("h1", heading);
    const config = replaced("Camphor Cloud Support", "Laurel Support");
    await edited("supportal.yaml", config, () => shows("header", "Laurel Support"));
    await shows("header", "Camphor Cloud Support");

    // The title of one page shows on another, a number on many.
    await open.at("articles/billing/index.html");
    await mark(open);
    await edited(article, replaced(/^title: .*/m, "title: Elsewhere too"), () => shows("main a", "Elsewhere too"));
    await shows("main a", heading);
    await open.at("channels/hotline.html");
    await mark(open);
    await edited("en/channels/hotline.md", replaced("5555", "5512"), () => shows("main", "5512"));
    await open.locator("main", { hasText: "5512" }).waitFor({ state: "detached" });
    assert.ok(await isMarked(open), "it was never loaded again");
  });
});

test("a change of the source shows in the original beside its translation", async () => {
  await looking({}, async (open) => {
    await open.at(`zh-TW/${page}`);
    await mark(open);
    await open.locator("[data-bilingual] label", { has: open.locator("[value=below]") }).click();
    const original = open.locator(".prose .sxs-lookup");
    await original.first().waitFor();
    const count = await original.count();
    await edited(article, replaced(/^(---\n[^]*?\n---\n+)/, "$1Just changed. "), async () => {
      await original.filter({ hasText: "Just changed." }).waitFor();
      await becomes(() => original.count(), count, "each once");
    });
    await original.filter({ hasText: "Just changed." }).waitFor({ state: "detached" });
    assert.ok(await isMarked(open), "it was never loaded again");
  });
});

test("the theme's scripts work on what was moved over, once", async () => {
  await looking({}, async (open) => {
    await open.at(page);
    await mark(open);
    await edited(article, (text) => `${text}\n\n## A new heading\n\nText.\n`, async () => {
      await open.locator("h2", { hasText: "A new heading" }).locator("a.heading-link").waitFor({ state: "attached" });
      assert.deepEqual(await open.locator(".document h2[id]").evaluateAll((all) => all.map((h) => h.querySelectorAll("a.heading-link").length).filter((n) => n !== 1)), []);
      const theme = () => open.evaluate(() => document.documentElement.dataset.theme);
      await open.locator("[data-theme-toggle]").first().click();
      assert.equal(await theme(), "dark");
      await open.locator("[data-search] input[role=combobox]").waitFor();
      await open.evaluate(() => document.activeElement.blur());
      await open.keyboard.press("/");
      await open.keyboard.type("invoice");
      await open.locator(".suggestions [role=option]").first().waitFor();
      assert.ok(await isMarked(open));
    });
  });
});

test("the place in the page stays, and what is open in it", async () => {
  await looking({ viewport: { width: 800, height: 500 } }, async (open) => {
    const faq = "en/faq/general.md";
    await open.at("faq/general.html");
    await mark(open);
    await open.locator("details.question summary").nth(3).click();
    await open.evaluate(() => scrollTo(0, 400));
    const last = open.locator("details.question").nth(3);
    const top = () => last.evaluate((node) => Math.round(node.getBoundingClientRect().top));
    const before = await top();
    // Above what is in view: the reader's line does not move.
    await edited(faq, replaced(/\n\n## /, "\n\nA paragraph more.\n\nAnd one more.\n\n## "), async () => {
      await open.locator("main", { hasText: "And one more." }).waitFor();
      await becomes(() => last.evaluate((node) => node.open), true);
      await becomes(async () => Math.abs((await top()) - before) < 4, true, "the line stays where it was");
      assert.ok(await isMarked(open));
    });
  });
});

test("a change of style alone changes the style sheet alone", async () => {
  await looking({}, async (open) => {
    await open.at(page);
    await open.evaluate(() => document.querySelector("h1").setAttribute("data-kept", ""));
    // Those of the theme: the panel may still say what was found of the edit before, and has its own.
    const themes = "link[rel=stylesheet][href*='assets/theme/']";
    const sheets = await open.locator(themes).count();
    const spacing = (wanted) =>
      open.waitForFunction(
        (wanted) => getComputedStyle(document.querySelector("h1")).letterSpacing === wanted,
        wanted,
      );
    for (const wanted of ["7px", "9px"]) {
      write("theme/styles/portal.css", `h1 { letter-spacing: ${wanted}; }`);
      await spacing(wanted);
      await open.waitForFunction(([themes, sheets]) => document.querySelectorAll(themes).length === sheets, [themes, sheets]);
      assert.equal(await open.locator("h1[data-kept]").count(), 1);
    }
    // A folder that goes, and one that comes from elsewhere.
    renameSync(join(portal, "theme"), join(work, "theme"));
    await open.waitForFunction(() => getComputedStyle(document.querySelector("h1")).letterSpacing !== "9px");
    renameSync(join(work, "theme"), join(portal, "theme"));
    await spacing("9px");
    rmSync(join(portal, "theme"), { recursive: true });
    await open.waitForFunction(() => getComputedStyle(document.querySelector("h1")).letterSpacing !== "9px");
    assert.equal(await open.locator("h1[data-kept]").count(), 1);
  });
});

test("a picture that was replaced shows at once, and still after other changes", async () => {
  const shown = "articles/accounts/reset-your-password";
  const red = '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360" viewBox="0 0 640 360"><path fill="red" d="M0 0h640v360H0z"/></svg>';
  await looking({}, async (open) => {
    await open.at(`${shown}.html`);
    const colour = () =>
      open.evaluate(async () => {
        const picture = document.querySelector("img[src*='sign-in.svg']");
        picture.loading = "eager";
        await picture.decode();
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [640, 360];
        const brush = canvas.getContext("2d");
        brush.drawImage(picture, 0, 0, 640, 360);
        return brush.getImageData(320, 112, 1, 1).data.slice(0, 3).join();
      });
    const before = await colour();
    assert.notEqual(before, "255,0,0");
    await mark(open);
    await edited("assets/sign-in.svg", () => red, async () => {
      await becomes(colour, "255,0,0", "the new picture");
      await edited(`en/${shown}.md`, replaced("password", "pass phrase"), async () => {
        await open.locator("main", { hasText: "pass phrase" }).first().waitFor();
        assert.equal(await colour(), "255,0,0");
      });
      assert.ok(await isMarked(open));
      await open.at(page);
      await open.at(`${shown}.html`);
      assert.equal(await colour(), "255,0,0");
    });
    await becomes(colour, before, "the old picture");
  });
});

test("a template shows, and a broken one says where", async () => {
  const template = "theme/templates/article.html";
  const own = '{% extends "page.html" %}{% block more %}<p class="own">Ours.</p>{% endblock %}';
  await looking({}, async (open) => {
    await open.at(page);
    await mark(open);
    write(template, own);
    await open.locator(".own").waitFor();
    write(template, `${own}\n{% if %}`);
    await panel(open).filter({ hasText: /THM-TEMPLATE.*theme\/templates\/article\.html:2/ }).waitFor();
    assert.equal(await open.locator(".own").count(), 1, "the last good page stays");
    rmSync(join(portal, template));
    await open.locator(".own").waitFor({ state: "detached" });
    await panel(open).waitFor({ state: "detached" });
    assert.ok(await isMarked(open));
  });
});

test("while content is broken the last good page stays, with what is wrong over it", async () => {
  const cases = [
    [article, (text) => `${text}\n\n[Gone](gone.md) and new.\n`, /1 error.*LNK-PAGE.*read-your-invoice\.md:\d+:8.*gone\.md/],
    [article, replaced(/^title: .*/m, "title: [\nbroken: 1"), /read-your-invoice\.md:\d+:\d+/],
    ["support.yaml", (text) => `${text}\nnonsense: 1\n`, /support\.yaml:\d+:1/],
    ["supportal.yaml", replaced(/^title: .*/m, "titel: Broken"), /supportal\.yaml:\d+:1/],
    ["en/channels/hotline.md", replaced(/^address: .*/m, "address: 12"), /hotline\.md:\d+:\d+/],
  ];
  await looking({}, async (open) => {
    await open.at(page);
    await mark(open);
    const heading = await open.locator("h1").first().textContent();
    for (const [path, change, words] of cases) {
      await edited(path, change, async () => {
        await panel(open).filter({ hasText: words }).waitFor();
        assert.match(await panel(open).textContent(), /last version without errors/);
        assert.equal(await open.locator("h1").first().textContent(), heading);
        assert.doesNotMatch(await open.locator("main").textContent(), /and new/);
      });
      await panel(open).waitFor({ state: "detached" });
    }
    // Saved over a temporary file, as some editors do.
    const text = read(article);
    write(`${article}.tmp`, `${text}\n\nBy another name.\n`);
    renameSync(join(portal, `${article}.tmp`), join(portal, article));
    await open.locator("main p", { hasText: "By another name." }).waitFor();
    write(article, text);
    await open.locator("main p", { hasText: "By another name." }).waitFor({ state: "detached" });
    assert.ok(await isMarked(open));
  });
});

test("warnings are said in small, and the page changes with them", async () => {
  await looking({}, async (open) => {
    await open.at(page);
    await edited(article, (text) => `${text}\n\n![A chart](https://charts.example/1.png)\n`, async () => {
      await open.locator("main a[href^='https://charts.example']").waitFor();
      // It stands elsewhere, the translation is older than it, does not lead there, and has no such paragraph.
      assert.match(await panel(open).textContent(), /^3 warnings, 1 noteShow$/);
      await panel(open).getByRole("button").click();
      assert.match(await panel(open).textContent(), /AST-REMOTE.*TRN-LINKS|TRN-LINKS.*AST-REMOTE/s);
      assert.match(await panel(open).textContent(), /TRN-STALE/);
    });
    await panel(open).waitFor({ state: "detached" });
  });
});

test("a page that goes is gone, and is back when it is back", async () => {
  // Nothing else in the portal links to it.
  const lonely = "en/articles/billing/lonely.md";
  const there = "articles/billing/lonely.html";
  const text = (words) => `---\ntitle: Lonely\ndescription: Alone.\nupdated: 2026-05-01\n---\n\n${words}\n`;
  await looking({ missing: [there] }, async (open) => {
    const shows = (words) => open.locator("main p", { hasText: words }).waitFor();
    await open.at(there);
    write(lonely, text("Here I am."));
    await shows("Here I am.");
    rmSync(join(portal, lonely));
    await open.locator("main p", { hasText: "Here I am." }).waitFor({ state: "detached" });
    write(lonely, text("Here I am again."));
    await shows("Here I am again.");
    rmSync(join(portal, lonely));
    await open.locator("main p", { hasText: "Here I am again." }).waitFor({ state: "detached" });
  });
});

test("drafts and coming pages are shown, and marked", async () => {
  await looking({}, async (open) => {
    await open.at(page);
    await edited(article, replaced("---\n", "---\ndraft: true\n"), () =>
      open.getByText("Not published: it is a draft").waitFor(),
    );
    await open.getByText("Not published").waitFor({ state: "detached" });
    await edited(article, replaced("---\n", "---\neffective: 2030-01-01\n"), () =>
      open.getByText("it is not published before 2030-01-01").waitFor(),
    );
  });
});

test("the page that was just edited is opened where that is asked for", async () => {
  const { server, http } = await serve("--follow");
  try {
    await visiting({ site: { http }, from: http }, async (open) => {
      await open.at("index.html");
      await edited(article, (text) => `${text}\n\nLook here.\n`, async () => {
        await open.waitForURL(http + page);
        await open.locator("main p", { hasText: "Look here." }).waitFor();
        // Whoever goes on is left in peace.
        await open.at("search.html");
        await open.waitForTimeout(500);
        assert.equal(open.url(), `${http}search.html`);
      });
    });
  } finally {
    await ended(server);
  }
});

test("an open page outlives the server", async () => {
  const first = await serve("--port", "0");
  const port = new URL(first.http).port;
  // The browser says that nobody answered there, also where a file of the page was still on its way, and then
  // one who did not know the address.
  const gone = /^failed: |^status 404: .*\/(changes|read-your-invoice\.html)$|^console error: Failed to load resource: /;
  const expected = (complaint) => gone.test(complaint) && complaint.includes(first.http);
  await visiting({ site: first, from: first.http, expected }, async (open) => {
    await open.at(page);
    await mark(open);
    const silent = open.waitForEvent("console", { predicate: (message) => message.type() === "error" });
    await ended(first.server);
    await silent;
    // Another server does not know the page: it is loaded again.
    const second = await serve("--port", port);
    await open.waitForFunction(() => globalThis.mark === undefined, null, { timeout: 30_000 });
    await edited(article, (text) => `${text}\n\nStill here.\n`, () =>
      open.locator("main p", { hasText: "Still here." }).waitFor(),
    );
    await ended(second.server);
  });
});

test("search finds what was just written", async () => {
  await looking({}, async (open) => {
    await open.at(page);
    await edited(article, (text) => `${text}\n\nOf zygomorphic flowers.\n`, async () => {
      await open.locator("main", { hasText: "zygomorphic" }).waitFor();
      // The index follows the page: asked until it has.
      let found = false;
      for (let tries = 0; tries < 20 && !found; tries += 1) {
        await open.at("search.html?q=zygomorphic");
        const row = open.locator("[data-search-page] a", { hasText: "invoice" }).first();
        found = await row.waitFor({ timeout: 1000 }).then(() => true, () => false);
      }
      assert.ok(found);
    });
  });
});

test("an open page finds what was just written, and may ask for the index that it knows", async () => {
  // Of a server of its own: no other test's edits are still on their way into its index.
  const own = await serve();
  try {
    await visiting({ site: own, from: own.http }, async (open) => {
      await open.at(page);
      await mark(open);
      const search = (query) => open.evaluate(async (query) => (await supportalSearch.search(query)).map((row) => row.url), query);
      await open.waitForFunction(() => "supportalSearch" in globalThis);
      assert.deepEqual(await search("hygrophilous"), []);
      const shard = () => open.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name).findLast((name) => /search\/\w{10}\/t/.test(name)));
      const before = await shard();
      await edited(article, (text) => `${text}\n\nOf hygrophilous flowers.\n`, async () => {
        await open.locator("main", { hasText: "hygrophilous" }).waitFor();
        // The index follows the page.
        await becomes(async () => (await search("hygrophilous"))[0]?.split("#")[0], page);
        assert.notEqual(await shard(), before, "another index");
        assert.equal(await open.evaluate((url) => fetch(url).then((answer) => answer.status), before), 200);
        assert.ok(await isMarked(open));
      });
    });
  } finally {
    await ended(own.server);
  }
});
