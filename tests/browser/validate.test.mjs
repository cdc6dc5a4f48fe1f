// HTML as the standard has it, judged by the Nu checker on every page: what a screen reader, a search engine
// or the next browser makes of other HTML is a guess.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { corpus, handbook, rtl, split, starter } from "./portal.mjs";
import { serve } from "./serve.mjs";

const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

// The checker speaks to hosts on the network alone, unless it is told.
const here = ["-Dnu.validator.servlet.allow-forbidden-hosts=true", "-Dnu.validator.servlet.allowed-address-type=all"];
// For a minute's run, what Java's second compiler and its threads for memory gain is less than they take. Code of the
// first compiler nests deeper on the stack.
const quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m"];

/** What the checker says that is not so, each with the reason, and on which pages alone. */
const REVIEWED = [
  {
    // HTML, "prepare the script element": one whose type is no script's is left before the policy is asked. That
    // Chromium blocks nothing is what `visiting` sees in every other test.
    why: "data blocks are no scripts, and no policy blocks them",
    is: ({ message, extract }) =>
      message.startsWith("Inline script violates Content Security Policy") &&
      /<script type="application\/(ld\+)?json"/.test(extract),
  },
  {
    // Each sentence of that portal has its English original below it, with its `lang`.
    why: "the guess counts the words of all languages on a page",
    is: ({ message, url }) =>
      message.startsWith("This document appears to be written in English") && url.startsWith(corpus?.http),
    // Draws by lot what it looks at, so that a page on the brink is named in most runs and not in all.
    isGuess: true,
  },
];
const met = new Set();

/** Whether it was reviewed. Each entry that says so is noted. */
function isReviewed(message) {
  const entries = REVIEWED.filter(({ is }) => is(message));
  for (const { why } of entries) met.add(why);
  return entries.length > 0;
}

const sites = { starter, "right-to-left": rtl, handbook, corpus, "corpus in two languages": split };

// One run for all: the checker takes longer to start than to read a portal.
const addresses = Object.values(sites).flatMap((site) => site?.pages.map((path) => new URL(path, site.http).href) ?? []);
const judged = messages(addresses);

for (const [name, site] of Object.entries(sites)) {
  test(`every page of the ${name} portal is valid HTML`, { skip: !site && "the corpus is not here" }, async () => {
    const found = await judged;
    assert.deepEqual(found.filter((message) => message.startsWith(site.http)), []);
  });
}

test("each message that was reviewed is still said", async () => {
  await judged;
  const asked = REVIEWED.filter((one) => !one.isGuess);
  assert.deepEqual(asked.map(({ why }) => why).filter((why) => !met.has(why)), []);
});

test("the checker finds what is planted", async () => {
  const folder = mkdtempSync(join(tmpdir(), "supportal-planted-"));
  const server = await serve({ "/": folder });
  try {
    const page = readFileSync(join(starter.dir, "accessibility.html"), "utf8");
    writeFileSync(join(folder, "planted.html"), page.replace("</main>", '<ul><div id="_main">Not an item</div></ul></main>'));
    const found = await messages([`${server.origin}/planted.html`]);
    assert.match(found.join("\n"), /Element “div” not allowed as child of element “ul”/);
    assert.match(found.join("\n"), /Duplicate ID “_main”/);
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
});

/** What the checker says of the pages at `urls`, but for what was reviewed. */
async function messages(urls) {
  const command = [...quick, ...here, "-jar", jar, "--format", "json", "--exit-zero-always", "--stdout", ...urls];
  const { stdout } = await promisify(execFile)("java", command, { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout)
    .messages.filter((message) => !isReviewed(message))
    .map(({ url, lastLine, message, extract }) => `${url}:${lastLine} ${message} ${extract ?? ""}`);
}
