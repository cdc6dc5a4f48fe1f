// "Did this help?": what is sent, to the letter, and only where the portal says so.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { answered, becomes, kinds, starter, site, visiting, withBrowser } from "./portal.mjs";
import { serve } from "./serve.mjs";

withBrowser();

const work = mkdtempSync(join(tmpdir(), "supportal-feedback-"));
after(() => rmSync(work, { recursive: true }));

const built = new Map();

/** The starter portal with `feedback` in its configuration, built once: no test changes what it is given. */
function asking(feedback) {
  if (!built.has(feedback)) built.set(feedback, build(`${built.size}`, feedback));
  return built.get(feedback);
}

function build(name, feedback) {
  const [portal, dist] = [join(work, `${name}-portal`), join(work, name)];
  cpSync(`${starter.dir}-portal`, portal, { recursive: true });
  const config = join(portal, "supportal.yaml");
  writeFileSync(config, `${readFileSync(config, "utf8").replace(/^feedback:.*\n/m, "")}\nfeedback: ${feedback}\n`);
  const options = { stdio: "pipe", env: { ...process.env, SOURCE_DATE_EPOCH: "1780272000" } };
  execFileSync(process.env.SUPPORTAL, ["build", "--quiet", portal, "-o", dist], options);
  return dist;
}

/** As long as typing rests before a search is told: nobody waits for it, as the page's clock is put forward. */
const REST = 2000;

const ENDPOINT = "https://answers.example/help";

/** Opens a page of a portal that is told at ENDPOINT; gives it to `use` with what is sent there, and the portal's folder. */
async function told(use) {
  const dir = asking(`{endpoint: "${ENDPOINT}"}`);
  const server = await serve({ "/": dir }, (policy) =>
    policy
      .replace("connect-src 'self'", "connect-src 'self' https://answers.example")
      .replace("form-action 'self'", "form-action 'self' https://answers.example"),
  );
  try {
    await visiting({ site: site(dir, `${server.origin}/`), elsewhere: [ENDPOINT] }, async (page) => {
      const sent = [];
      await page.context().route(ENDPOINT, (route) => {
        const request = route.request();
        const { cookie, referer } = request.headers();
        sent.push({ method: request.method(), cookie, referer, words: Object.fromEntries(new URLSearchParams(request.postData())) });
        return route.fulfill({ status: 204 });
      });
      await use(page, sent, dir);
    });
  } finally {
    server.close();
  }
}

const box = (page) => page.locator("[data-search] input").first();

/** Types, and rests once that is answered. */
async function rests(page, words) {
  await box(page).fill(words);
  await becomes(() => answered(page), words);
  await page.clock.runFor(REST);
}

test("an answer to an endpoint is the page, its version, its title, its language and the answer", () =>
  told(async (page, sent, dir) => {
    await page.at(kinds.article);
    await page.getByRole("button", { name: "No", exact: true }).click();
    const canonical = `https://host.example/help/center/${kinds.article}`;
    const manifest = JSON.parse(readFileSync(join(dir, ".supportal-manifest.json"), "utf8"));
    const version = manifest.files[kinds.article].text.slice(0, 8);
    const wanted = { page: canonical, version, title: "Read your invoice", language: "en", answer: "no" };
    // A form tells the host that it is on, and no more: the page is among the words.
    const referer = `${new URL(page.url()).origin}/`;
    await becomes(() => sent, [{ method: "POST", words: wanted, cookie: undefined, referer }]);
  }),
);

test("a search that finds nothing is told to the endpoint once, without what could name somebody", () =>
  told(async (page, sent) => {
    await page.context().addCookies([{ name: "who", value: "me", url: ENDPOINT }]);
    await page.clock.install({ time: "2026-06-01T02:00:00Z" });
    const wanted = (search, path) => {
      const words = { search, page: `https://host.example/help/center/${path}`, language: "en" };
      return { method: "POST", words, cookie: undefined, referer: undefined };
    };
    await page.at("articles/index.html");
    // Half a word that goes on is no question. The page's clock stands still, however long the answers take.
    await page.clock.pauseAt("2026-06-01T03:00:00Z");
    await box(page).fill("xylo");
    await becomes(() => answered(page), "xylo");
    await page.clock.runFor(300);
    await rests(page, "xylophone zebra");
    await rests(page, "xylophone qzx@zebra.qqx +49 1515 9876543");
    await rests(page, "invoice");
    await rests(page, "xylophone zebra");
    await becomes(() => sent.length, 2);
    await page.clock.resume();
    await page.at("search.html");
    await rests(page, "xylophone");
    await becomes(() => sent.length, 3);
    const all = [wanted("xylophone zebra", "articles/"), wanted("xylophone … …", "articles/"), wanted("xylophone", "search.html")];
    assert.deepEqual(sent, all);
    await page.getByText("Searches that find nothing are told to us").waitFor();
  }),
);

test("numbers and addresses are left out in whatever digits and signs they are written", () =>
  told(async (page, sent) => {
    await page.clock.install({ time: "2026-06-01T02:00:00Z" });
    await page.at("search.html");
    const searches = () => sent.map(({ words }) => words.search);
    const wanted = [];
    for (const number of [
      "０９１２－３４５－６７８", "٠٥٠١٢٣٤٥٦٧", "۰۹۱۲۳۴۵۶۷۸", "0912–345–678", "0912·345·678", "（０２）２３４５－６７８９", "+49\u202f1515\u202f9876543",
      "\u2066+966-50-123-4567\u2069", "qzx＠zebra.qqx", "qzx@zebra.qqx",
    ]) {
      const word = `zzqq${"abcdefghijk"[wanted.length]}`;
      await rests(page, `${word} ${number}`);
      wanted.push(`${word} …`);
      await becomes(() => sent.length, wanted.length, number);
    }
    assert.deepEqual(searches(), wanted);
    // What is short is told: codes, years.
    await rests(page, "zzqq 8361 zzqv");
    await becomes(() => searches().at(-1), "zzqq 8361 zzqv");
  }),
);

test("what is still composed is told to nobody, and what it becomes is", () =>
  told(async (page, sent) => {
    await page.clock.install({ time: "2026-06-01T02:00:00Z" });
    for (const [path, words] of [["zh-TW/search.html", "xylophone"], ["zh-TW/articles/index.html", "zebra"]]) {
      await page.at(path);
      await page.waitForFunction(() => globalThis.supportalSearch);
      await page.evaluate(() => {
        globalThis.asked = [];
        const { search } = supportalSearch;
        supportalSearch.search = async (query, options) => {
          const rows = await search(query, options);
          asked.push(query);
          return rows;
        };
      });
      await box(page).focus();
      const typing = await page.context().newCDPSession(page);
      const composed = "ㄇㄧˋㄇㄚˇ";
      await typing.send("Input.imeSetComposition", { text: composed, selectionStart: 6, selectionEnd: 6 });
      // Of this language, and of the source's.
      await becomes(() => page.evaluate(() => asked), [composed, composed]);
      await page.clock.runFor(REST);
      await typing.send("Input.insertText", { text: words });
      await becomes(() => answered(page), words);
      await page.clock.runFor(REST);
    }
    await becomes(() => sent.map(({ words }) => words.search), ["xylophone", "zebra"]);
  }),
);

test("where answers go by mail, so may what was not found, if the reader sends it", async () => {
  const dir = asking("{mail: help@partner.example}");
  const server = await serve({ "/": dir });
  try {
    await visiting({ site: site(dir, `${server.origin}/`) }, async (page) => {
      await page.at("search.html?q=xylophone%20zebra");
      const link = page.getByRole("link", { name: "Tell us what you looked for" });
      await link.waitFor();
      const wanted = "mailto:help@partner.example?subject=Nothing%20found%3A%20xylophone%20zebra";
      assert.equal(await link.getAttribute("href"), wanted);
      // The badge of the first card stands out of it, and not over the link.
      const bottom = (one) => one.getBoundingClientRect().bottom;
      const top = (one) => one.getBoundingClientRect().top;
      const [end, begin] = [await link.evaluate(bottom), await page.locator(".search-help .badge").evaluate(top)];
      assert.ok(end < begin, `${end} and ${begin}`);
    });
  } finally {
    server.close();
  }
});

test("an answer by mail names the page in its subject and nothing else", async () => {
  const dir = asking("{mail: help@partner.example}");
  const page = readFileSync(join(dir, kinds.article), "utf8");
  assert.match(page, /href="mailto:help@partner\.example\?subject=This%20did%20not%20help%3A%20Read%20your%20invoice"/);
  assert.match(page, /form-action ('|&#\w+;)self\1;/, "no form may go elsewhere");
});

test("nobody is asked where the portal names no place", () => {
  assert.doesNotMatch(readFileSync(join(starter.dir, kinds.article), "utf8"), /class="answers"|data-missed/);
  assert.doesNotMatch(readFileSync(join(starter.dir, "search.html"), "utf8"), /data-missed/);
});
