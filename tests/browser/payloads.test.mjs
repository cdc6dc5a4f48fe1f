// Texts that run something where one escaping is forgotten, in each place that an author or a reader can put a
// text, with the policy off: nothing runs, and nothing is in the page that could.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";

import { PAYLOADS } from "./payloads.mjs";
import { newContext, withBrowser } from "./portal.mjs";

/** Where a payload stands. What runs says the number of its place and its own: `ran(3014)`. */
const PLACES = [
  "title", "description", "heading", "link", "picture", "table", "code", "tag", "file name", "organisation",
  "channel", "redirect", "search query", "404 path",
];
const EACH = 1000;
/** How many stand in one page. One alone cannot be hidden by another, and takes minutes. */
const TOGETHER = Number(process.env.PAYLOADS_TOGETHER ?? 27);

withBrowser();

const work = mkdtempSync(join(tmpdir(), "supportal-payloads-"));
after(() => rmSync(work, { recursive: true, force: true }));

/** The payload of this number as it is in `place`. */
const payload = (place, number) => PAYLOADS[number](PLACES.indexOf(place) * EACH + number);
const numbers = (of = PAYLOADS.length) => [...Array(of).keys()];

test("nothing runs, wherever it stands", async (t) => {
  assert.ok(PAYLOADS.length >= 500 && PAYLOADS.length < EACH);
  const began = Date.now();
  const { found, opened } = await walked(portal("all", PAYLOADS.length));
  assert.deepEqual(found, []);
  t.diagnostic(`${PAYLOADS.length} payloads in ${PLACES.length} places, ${opened} pages, ${Date.now() - began} ms`);
});

// What keeps this test honest: each of these is one escaping less than the theme has.
const BROKEN = {
  title: ["templates/parts/title.html", ">{{ page.title }}{%", ">{{ page.title | safe }}{%"],
  description: ["templates/parts/head.html", '"{{ page.description }}"', '"{{ page.description | safe }}"'],
  organisation: ["templates/parts/footer.html", "{{ site.organization }}", "{{ site.organization | safe }}"],
  "search query": ["scripts/search-page.js", "document.title = ", "document.body.firstElementChild.innerHTML = "],
};
for (const [place, [file, escaped, not]] of Object.entries(BROKEN)) {
  test(`a forgotten escaping is found: ${place}`, async () => {
    const broken = portal(`without-${place.replace(" ", "-")}`, 30);
    const whole = readFileSync(resolve(import.meta.dirname, "../../themes/default", file), "utf8");
    assert.ok(whole.includes(escaped), `${file} has ${escaped}`);
    write(broken, `theme/${file}`, whole.replace(escaped, not));
    // What is broken may never show what is waited for.
    const { found } = await walked(broken, 30, 10_000);
    assert.ok(found.some((one) => one.startsWith(`${place}: ran `)), `${found.length} found: ${found.slice(0, 5)}`);
  });
}

/** A portal with the first `count` payloads in every place that its files have. JSON is YAML. */
function portal(name, count) {
  const folder = join(work, name);
  const all = (place) => numbers(count).map((number) => payload(place, number));
  write(folder, "supportal.yaml", "title: Payloads\nlanguages: [en]\nurl: https://host.example/\n");
  const joined = all("organisation").join(" ");
  const organization = {
    legal_name: joined, name: joined, country: "TW", vat_id: joined, represented_by: all("organisation"),
    address: { street: joined, postal_code: joined, city: joined },
    register: { court: joined, number: joined },
  };
  write(folder, "support.yaml", JSON.stringify({ organization, first_contact: "c0", customers: ["business"] }));
  write(folder, "en/index.md", "---\ntitle: Home\n---\n");
  write(folder, "en/support.md", "---\ntitle: Support\n---\n\nSome words.\n");
  // A page without a title is called by the name of its file; no name has a slash.
  const file = (number) => payload("file name", number).replace(/[/\0]/g, "");
  for (const number of numbers(count)) {
    write(folder, `en/faq/${file(number)}.md`, "Some words.\n");
    write(folder, `assets/${file(number)}.svg`, '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
  }
  for (const [at, some] of parted(numbers(count)).entries()) {
    const of = (place) => some.map((number) => payload(place, number));
    const front = {
      title: of("title").join(" "), description: of("description").join(" "), tags: of("tag"),
      search: { keywords: of("tag") },
      redirect_from: [...of("redirect"), ...of("redirect").map((address) => `/kb/${address}`)],
    };
    const names = some.map((number) => `[a](<../faq/${file(number)}.md>) ![a](<../../assets/${file(number)}.svg>)\n\n`);
    const texts = some.map((number) => text((place) => payload(place, number)));
    write(folder, `en/articles/${at}.md`, `---\n${JSON.stringify(front)}\n---\n\n${names.join("")}${texts.join("")}`);
    const channel = {
      title: of("channel").join(" "), description: of("channel").join(" "), channel: "web", address: of("channel").join(""),
      extension: of("channel").join(" "), verify: of("channel"),
    };
    write(folder, `en/channels/c${at}.md`, `---\n${JSON.stringify(channel)}\n---\n`);
  }
  // What opens a block that others would stand in has a page of its own.
  for (const number of numbers(count).filter((number) => /^(```|:::|>)/.test(PAYLOADS[number](0)))) {
    const own = text((place) => payload(place, number));
    write(folder, `en/articles/own-${number}.md`, `---\ntitle: Own ${number}\n---\n\n${own}`);
  }
  return folder;
}

/** In parts, of which each goes into one page. */
const parted = (list) => numbers(Math.ceil(list.length / TOGETHER)).map((at) => list.slice(at * TOGETHER, (at + 1) * TOGETHER));

/** Each place of a text: what is Markdown as it is, and so that Markdown takes every letter for itself. */
function text(of) {
  const line = (text) => text.replace(/[\r\n]+/g, " ");
  const itself = (text) => line(text).replace(/[!-/:-@[-`{-~]/g, "\\$&");
  const [heading, link, picture, table, code] = ["heading", "link", "picture", "table", "code"].map(of);
  return [
    `## ${line(heading)}`, `## ${itself(heading)}`, `## a {#${line(heading)}}`,
    link, itself(link), `[a](${link})`, `[a](<${line(link)}>)`, `[a](${itself(link)})`, `[${itself(link)}](index.md)`,
    `[a](index.md "${itself(link)}")`, `[a][r]\n\n[r]: <${line(link)}> '${line(link)}'`, `<${link}>`,
    `![${itself(picture)}](<${line(picture)}> "${itself(picture)}")`, `![${line(picture)}](${picture})`,
    `:::image source="${line(picture)}" alt-text="${line(picture)}":::`,
    `|${itself(table)}|${line(table)}|\n|-|-|\n|${itself(table)}|${line(table)}|`,
    `\`\`\`${line(code)}\n${code}\n\`\`\``, `\`\`\`js\n${code}\n\`\`\``, `\`\`${line(code)}\`\``, `    ${line(code)}`,
    `<details><summary>${line(link)}</summary>${itself(link)}</details>`, `<abbr title="${line(link)}">a</abbr>`,
    `> [!NOTE]\n> ${line(heading)}`, `- [ ] ${line(heading)}`,
  ].join("\n\n") + "\n";
}

function write(folder, path, text) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/**
 * Opens every page of the portal in the preview, which shows a portal with errors too, and gives a reader's
 * payloads to search and to addresses, and waits so many milliseconds for what comes of them. Says what ran, and
 * what could have.
 */
async function walked(folder, count = PAYLOADS.length, patience = 30_000) {
  const { server, http } = await serve(folder);
  const found = new Set();
  const context = await newContext({ bypassCSP: true, reducedMotion: "reduce" });
  context.setDefaultTimeout(30_000);
  try {
    const place = (number) => PLACES[Math.floor(number / EACH)];
    await context.exposeBinding("ran", ({ page }, number) => found.add(`${place(number)}: ran ${number} on ${page.url()}`));
    const sitemap = await (await fetch(`${http}sitemap.xml`)).text();
    const listed = [...sitemap.matchAll(/<loc>https:\/\/host\.example\/([^<]*)<\/loc>/g)].map(([, path]) => http + path);
    assert.ok(listed.length > count, `${listed.length} pages are listed`);
    // All names stand in the lists and menus of all pages; of the pages that have nothing else, some are opened.
    const plain = (address, at) => !address.includes("/faq/") || address.endsWith("/index.html") || at % TOGETHER === 0;
    const given = (place) => parted(numbers(count).map((number) => payload(place, number)));
    const queries = given("search query").map((some, at) =>
      `${http}search.html${at % 2 ? "#" : "?"}q=${encodeURIComponent(some.join(" "))}`,
    );
    const paths = given("404 path").map((some) => http + some.map(encodeURIComponent).join("/"));
    const addresses = [...listed.filter(plain), ...queries, ...paths];
    const left = addresses.entries();
    const walk = async () => {
      const page = await context.newPage();
      for (const [, address] of left) {
        await page.goto(address);
        for (const armed of await page.evaluate(provoke, patience)) found.add(`${armed} on ${address}`);
      }
      await page.close();
    };
    await Promise.all([walk(), walk(), walk()]);
    return { found: [...found], opened: addresses.length };
  } finally {
    await context.close();
    const ended = new Promise((ended) => server.once("exit", ended));
    server.kill("SIGINT");
    assert.equal(await ended, 0);
  }
}

async function serve(folder) {
  const server = spawn(process.env.SUPPORTAL, ["serve", "--quiet", "--port", "0", folder], {
    env: { ...process.env, SOURCE_DATE_EPOCH: "1780272000" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const line = await new Promise((said, failed) => {
    server.stdout.once("data", (line) => said(`${line}`));
    server.once("exit", (code, signal) => failed(new Error(`the preview ended with ${code ?? signal}`)));
  });
  return { server, http: /^serving (\S+)/.exec(line)[1] };
}

/** In the page: does to each element what a reader does, and says which of them could run something. */
async function provoke(patience) {
  // Rows of a search come when the index has: those of its page, of that for lost addresses, and of the box.
  const until = async (there) => {
    for (const end = Date.now() + patience; !there() && Date.now() < end; ) await new Promise((waited) => setTimeout(waited, 20));
  };
  const lost = document.querySelector("[data-lost]");
  if (lost) await until(() => !lost.hidden);
  if (document.querySelector("[data-search-page]")) await until(() => / – /.test(document.title));
  if (location.pathname === "/") {
    const input = document.querySelector("[data-search] input");
    input.value = "script";
    input.dispatchEvent(new Event("input"));
    await until(() => document.querySelector("[role=option]"));
  }
  const armed = [];
  const runs = /^[\0-\x20]*(?:j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t|v\s*b\s*s\s*c\s*r\s*i\s*p\s*t|data|blob|file)\s*:/i;
  const leads = new Set(["href", "src", "action", "formaction", "data", "xlink:href", "poster", "srcset"]);
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    if (["iframe", "object", "embed", "base", "frame", "applet", "math"].includes(name)) armed.push(`<${name}>`);
    const isData = name === "script" && /json$/.test(element.type);
    if (name === "script" && !isData && !String(element.src).startsWith(`${location.origin}/`)) armed.push("<script>");
    if (name === "meta" && /refresh/i.test(element.httpEquiv)) armed.push("<meta refresh>");
    for (const { name: attribute, value } of element.attributes) {
      if (/^on|^srcdoc$/i.test(attribute)) armed.push(`<${name} ${attribute}>`);
      if (leads.has(attribute) && runs.test(value)) armed.push(`<${name} ${attribute}=${value}>`);
    }
    if (isData) JSON.parse(element.textContent);
  }
  for (const element of document.body.querySelectorAll("*")) {
    for (const event of ["mouseover", "mouseenter", "pointerover", "focus"]) element.dispatchEvent(new Event(event));
  }
  for (const control of document.querySelectorAll("main :is(a, input, summary, [tabindex])")) control.focus();
  await new Promise((drawn) => setTimeout(drawn, 0));
  return armed;
}
