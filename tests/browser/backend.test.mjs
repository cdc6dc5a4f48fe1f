// A search engine on a server: what it is asked, what is made of its answers, and that the portal's own
// index answers where it does not.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { becomes, kinds, site, starter, visiting, withBrowser } from "./portal.mjs";
import { serve } from "./serve.mjs";

withBrowser();

const work = mkdtempSync(join(tmpdir(), "supportal-backend-"));
after(() => rmSync(work, { recursive: true }));

const ENGINE = "https://find.example/v1/";
const HOST = "https://host.example/help/center/";

const portals = new Map();

/** The starter portal with a search engine in its configuration, built once: no test changes what it is given. */
function built(engine, more = "") {
  const backend = `backend: {engine: ${engine}, url: "${ENGINE.slice(0, -1)}"${more}}`;
  if (!portals.has(backend)) portals.set(backend, build(`${portals.size}`, backend));
  return portals.get(backend);
}

function build(name, backend) {
  const [portal, dist] = [join(work, `${name}-portal`), join(work, name)];
  cpSync(`${starter.dir}-portal`, portal, { recursive: true });
  const config = join(portal, "supportal.yaml");
  const text = readFileSync(config, "utf8");
  assert.match(text, /^search:\n/m);
  writeFileSync(config, text.replace(/^search:\n/m, `search:\n  ${backend}\n`));
  const options = { stdio: "pipe", env: { ...process.env, SOURCE_DATE_EPOCH: "1780272000" } };
  execFileSync(process.env.SUPPORTAL, ["build", "--quiet", portal, "-o", dist], options);
  return dist;
}

/** Visits the portal, with `answer` in the place of the engine; it is given what was asked and how often. */
async function asking(dir, answer, visit) {
  const server = await serve({ "/": dir }, (policy) =>
    policy.replace("connect-src 'self'", "connect-src 'self' https://find.example"),
  );
  try {
    await visiting({ site: site(dir, `${server.origin}/`), elsewhere: [ENGINE] }, async (page) => {
      const asked = [];
      await page.context().route(`${ENGINE}**`, async (route) => {
        const request = route.request();
        const { authorization, "x-typesense-api-key": key, cookie, referer } = request.headers();
        const url = new URL(request.url());
        asked.push({
          path: url.pathname,
          key: authorization ?? key,
          body: request.postDataJSON() ?? Object.fromEntries(url.searchParams),
          private: [cookie, referer],
        });
        const json = await answer(asked.at(-1), asked.length);
        return route.fulfill({ json, headers: { "Access-Control-Allow-Origin": "*" } }).catch(() => {});
      });
      await visit(page, asked, server.origin);
    });
  } finally {
    server.close();
  }
}

const document = {
  url: `${HOST}articles/billing/read-your-invoice.html#what-it-lists`,
  title: "Read your invoice",
  heading: "What it lists",
  kind: "article",
};
const excerpt = "Each \uE000invoice\uE001 lists <b>what</b> you pay.";

// As each engine writes it; of a page, one part.
const answers = {
  opensearch: {
    hits: { total: { value: 7 }, hits: [{ _source: document, highlight: { text: [excerpt] } }] },
    aggregations: { pages: { value: 1 } },
  },
  meilisearch: { hits: [{ ...document, text: "…", _formatted: { ...document, text: excerpt } }], estimatedTotalHits: 1 },
  typesense: {
    found: 1,
    grouped_hits: [{ group_key: ["…"], hits: [{ document, highlight: { text: { snippet: excerpt } } }] }],
  },
};
const paths = {
  opensearch: "/v1/help-en/_search",
  meilisearch: "/v1/indexes/help-en/search",
  typesense: "/v1/collections/help-en/documents/search",
};
const keys = { opensearch: "ApiKey abc", meilisearch: "Bearer abc", typesense: "abc" };
// What a filter by kind is in the question.
const filters = {
  opensearch: ({ query }) => query.function_score.query.bool.filter,
  meilisearch: ({ filter }) => filter,
  typesense: ({ filter_by }) => filter_by,
};
const wanted = {
  opensearch: [{ term: { kind: "article" } }],
  meilisearch: ['kind = "article"'],
  typesense: "kind:=`article`",
};

for (const engine of Object.keys(answers)) {
  test(`${engine} answers the search box and the search page`, async () => {
    const key = engine === "opensearch" ? "ApiKey abc" : "abc";
    const dir = built(engine, `, index: help, key: ${key}`);
    const none = engine === "opensearch" ? { hits: { hits: [] }, aggregations: { pages: { value: 0 } } } : { hits: [], grouped_hits: [], found: 0, estimatedTotalHits: 0 };
    const answer = ({ body }) => (JSON.stringify(body).includes("invoice") ? answers[engine] : none);
    await asking(dir, answer, async (page, asked, origin) => {
      await page.at(kinds.channel);
      await page.locator("[data-search] input").first().fill("invoice");
      const option = page.locator("[role=option]").first();
      await option.getByText("Each invoice lists <b>what</b> you pay.").waitFor();
      assert.equal(await option.locator("mark").textContent(), "invoice");
      // The address of the portal is that of this host, wherever it is tried out.
      const to = `${origin}/articles/billing/read-your-invoice.html#what-it-lists`;
      assert.equal(await option.evaluate((link) => link.href), to);
      assert.equal(asked.length, 1);
      assert.deepEqual([asked[0].path, asked[0].key, asked[0].private], [paths[engine], keys[engine], [undefined, undefined]]);

      await page.at("search.html?q=invoice&kind=article");
      await page.locator("[data-results] a").first().waitFor();
      assert.equal(await page.locator("[data-status]").textContent(), "Results for “invoice”: 1");
      await page.getByText("What you type in the search is sent to find.example").waitFor();
      assert.deepEqual(filters[engine](asked.at(-1).body), wanted[engine]);

      await page.at("search.html?q=xylophone");
      await page.getByText(/^Nothing found for/).first().waitFor();
      assert.equal(await page.evaluate(() => typeof globalThis.supportalSearch), "undefined", "the own index is not loaded");
    });
  });
}

test("where the engine does not answer well, the portal's own index does, and for a minute nothing else is asked", async () => {
  const dir = built("meilisearch");
  await asking(dir, () => ({ message: "internal" }), async (page, asked) => {
    await page.at("search.html?q=invoice");
    await page.getByRole("link", { name: "Read your invoice" }).first().waitFor();
    assert.equal(asked.length, 1);
    await page.locator("[data-search-page] [data-search] input").fill("forgot pasword");
    await page.locator("[data-results]").getByRole("link", { name: /password/i }).first().waitFor();
    assert.equal(asked.length, 1);
  });
});

test("an engine that keeps one waiting is not waited for", async () => {
  const dir = built("typesense");
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await asking(dir, () => held, async (page) => {
    await page.at("search.html?q=invoice");
    await page.getByRole("link", { name: "Read your invoice" }).first().waitFor();
    release({});
  });
});

test("a language asks its own index, and with few answers that of the source language", async () => {
  const dir = built("typesense");
  const answer = ({ path }) => (path.includes("support-en") ? answers.typesense : { found: 0, grouped_hits: [] });
  await asking(dir, answer, async (page, asked, origin) => {
    await page.at("zh-TW/search.html?q=invoice");
    const also = page.locator("[data-also] a").first();
    await also.waitFor();
    const paths = asked.map(({ path }) => path.split("/")[3]);
    assert.deepEqual(paths, ["support-zh-tw", "support-en"]);
    const to = await also.evaluate((link) => link.href);
    assert.ok(to.startsWith(origin), to);
    assert.ok(to.endsWith("articles/billing/read-your-invoice.html#what-it-lists"), to);
  });
});

test("an index of several sites leads to each, and nowhere that is no web address", async () => {
  const dir = built("meilisearch", ", key: abc");
  const hits = ["https://other.example/a.html", "http://plain.example/", "javascript:alert(1)", `${HOST}javascript:alert(1)`];
  const answer = { hits: hits.map((url) => ({ ...document, url })), estimatedTotalHits: 4 };
  await asking(dir, () => answer, async (page) => {
    await page.at("search.html?q=invoice");
    const links = page.locator("[data-results] h2 a");
    await links.first().waitFor();
    assert.deepEqual(await links.evaluateAll((all) => all.map((link) => link.href)), ["https://other.example/a.html"]);
  });
});

test("on a phone, too, the search page says where the words go, before any are typed", async () => {
  const dir = built("meilisearch");
  const server = await serve({ "/": dir }, (policy) =>
    policy.replace("connect-src 'self'", "connect-src 'self' https://find.example"),
  );
  try {
    const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true };
    await visiting({ site: site(dir, `${server.origin}/`), ...phone }, async (page) => {
      await page.at("search.html");
      const said = page.getByText("What you type in the search is sent to find.example");
      await said.waitFor();
      const { y, height } = await said.boundingBox();
      assert.ok(y + height < 400, "beside the box, not below the results");
    });
  } finally {
    server.close();
  }
});

test("while one types, only what rests is asked", async () => {
  const dir = built("typesense");
  await asking(dir, () => answers.typesense, async (page, asked) => {
    await page.at(kinds.article);
    await page.locator("[data-search] input").first().evaluate((input) => {
      input.focus();
      for (const words of ["i", "in", "inv", "invo", "invoice"]) {
        input.value = words;
        input.dispatchEvent(new Event("input", { bubbles: true }));
      }
    });
    await page.locator("[role=option] mark").first().waitFor();
    await becomes(() => asked.map(({ body }) => body.q), ["invoice"]);
  });
});
