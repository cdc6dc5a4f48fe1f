// Drives the built portal in Chromium: `node run.mjs [NAME…]`, all tests where no name is given.
//
// Builds what the tests look at, serves it from a sub-folder, runs each `NAME.test.mjs` in a process of
// its own and closes with the names of what was skipped and, last, `N passed, N failed`. SUPPORTAL names
// the binary (default: the debug build), CHROMIUM the browser.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";

import { serve } from "./serve.mjs";

/** Where the host has the portals. */
const FOLDERS = { starter: "/help/center/", hours: "/hours/", rtl: "/rtl/", handbook: "/handbook/", corpus: "/corpus/", split: "/split/" };

const here = import.meta.dirname;
const top = resolve(here, "../..");
const supportal = process.env.SUPPORTAL ?? resolve(top, process.env.CARGO_TARGET_DIR ?? "target", "debug/supportal");
process.env.SUPPORTAL = supportal;
// The date is fixed, so that notices and hours are the same on every day that tests run.
process.env.SOURCE_DATE_EPOCH = "1780272000";
const corpus = resolve(top, "../shared/corpus/partner-center-2017-bilingual/partner-center");

const work = mkdtempSync(join(tmpdir(), "supportal-browser-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

process.env.STARTER_ZIP = join(work, "starter.zip");
const starter = (portal) => cpSync(join(top, "content"), portal, { recursive: true });
process.env.PORTAL_DIR = build("starter", FOLDERS.starter, starter, "--zip", process.env.STARTER_ZIP);
process.env.RTL_DIR = build("rtl", FOLDERS.rtl, rightToLeft);
process.env.HOURS_DIR = build("hours", FOLDERS.hours, ofVectors);
process.env.HANDBOOK_DIR = build("handbook", FOLDERS.handbook, (portal) =>
  cpSync(join(top, "docs/handbook"), portal, { recursive: true }),
);
if (existsSync(corpus)) {
  process.env.CORPUS_DIR = build("corpus", FOLDERS.corpus, (portal) => command("import", "docfx", corpus, portal));
  process.env.SPLIT_DIR = build("split", FOLDERS.split, (portal) =>
    command("import", "docfx", corpus, portal, "--split-bilingual"),
  );
}

const server = await serve({
  [FOLDERS.starter]: process.env.PORTAL_DIR,
  [FOLDERS.hours]: process.env.HOURS_DIR,
  [FOLDERS.rtl]: process.env.RTL_DIR,
  [FOLDERS.handbook]: process.env.HANDBOOK_DIR,
  [FOLDERS.corpus]: process.env.CORPUS_DIR,
  [FOLDERS.split]: process.env.SPLIT_DIR,
});
process.env.PORTAL_URL = `${server.origin}${FOLDERS.starter}`;
process.env.HOURS_URL = `${server.origin}${FOLDERS.hours}`;
process.env.RTL_URL = `${server.origin}${FOLDERS.rtl}`;
process.env.HANDBOOK_URL = `${server.origin}${FOLDERS.handbook}`;
process.env.CORPUS_URL = `${server.origin}${FOLDERS.corpus}`;
process.env.SPLIT_URL = `${server.origin}${FOLDERS.split}`;

// The longest come first: one that is left at the end has the machine to itself.
const LONGEST = ["accessibility", "search", "specials", "validate", "pages", "preview", "payloads"];
const rank = (name) => (LONGEST.includes(name) ? LONGEST.indexOf(name) : LONGEST.length);

const skipped = [];
const wanted = process.argv.slice(2);
const files = readdirSync(here)
  .filter((name) => name.endsWith(".test.mjs"))
  .map((name) => basename(name, ".test.mjs"))
  .filter((name) => !wanted.length || wanted.includes(name))
  .filter((name) => process.env.CORPUS_DIR || name !== "corpus" || !skipped.push(`corpus (${corpus} is not here)`))
  .sort((one, other) => rank(one) - rank(other))
  .map((name) => join(here, `${name}.test.mjs`));

const counts = { pass: 0, fail: 0 };
// One more than there are processors: half of what a test does is to wait for what a page does next. The limit is
// longer than the longest file takes on a slow machine: it ends what hangs.
run({ files, concurrency: availableParallelism() + 1, timeout: 3_600_000 })
  .on("test:fail", () => (process.exitCode = 1))
  .on("test:pass", ({ name, skip }) => {
    if (skip !== undefined) skipped.push(typeof skip === "string" && skip ? `${name} (${skip})` : name);
  })
  .on("test:diagnostic", ({ message }) => {
    const [, name, count] = /^(pass|fail|cancelled) (\d+)$/.exec(message) ?? [];
    if (name) counts[name === "pass" ? "pass" : "fail"] += Number(count);
  })
  .compose(new spec())
  .on("end", () => {
    server.close();
    if (!counts.pass) process.exitCode = 1;
    if (skipped.length) console.log(`\n${skipped.length} skipped: ${skipped.join("; ")}`);
    console.log(`\n${counts.pass} passed, ${counts.fail} failed`);
  })
  .pipe(process.stdout, { end: false });

function command(...args) {
  execFileSync(supportal, args, { cwd: work, stdio: ["ignore", "ignore", "inherit"] });
}

// Makes a portal, tells it where it will stand (the page for missing addresses has to know) and builds it.
function build(name, folder, make, ...more) {
  const portal = join(work, `${name}-portal`);
  make(portal);
  const config = join(portal, "supportal.yaml");
  const text = readFileSync(config, "utf8").replace(/^url: .*\n/m, "");
  writeFileSync(config, `${text}\nurl: https://host.example${folder}\n`);
  const site = join(work, name);
  command("build", "--quiet", portal, "-o", site, ...more);
  return site;
}

// The starter portal in Arabic and Hebrew as well, and in German and Japanese: but for one page its pages fall
// back, the interface is theirs. Links of its own stand in the head.
function rightToLeft(portal) {
  cpSync(join(top, "content"), portal, { recursive: true });
  const config = join(portal, "supportal.yaml");
  const text = readFileSync(config, "utf8");
  const links = '["support.md", "channels/index.md", {page: "https://status.example/", title: Service status}]';
  const own = text.replace("languages: [en, zh-TW]", "languages: [en, zh-TW, ar, he, de, ja]").replace("theme:\n", `theme:\n  header: ${links}\n`);
  writeFileSync(config, own);
  const page = (title, text) => `---\ntitle: ${title}\n---\n\n${text}\n`;
  const both = {
    en: page("Two languages", "Call us when *nobody* can work.\n\n- On weekdays\n- [At night](../support.md)"),
    ar: page("لغتان", "اتصل بنا عندما لا يستطيع *أحد* العمل.\n\n- في أيام الأسبوع\n- [ليلاً](../support.md)"),
  };
  for (const [language, text] of Object.entries(both)) {
    mkdirSync(join(portal, language, "articles"), { recursive: true });
    writeFileSync(join(portal, language, "articles/two-languages.md"), text);
  }
  // Titles that begin with a name in Latin letters, and numbers to dial that are typed.
  const outlook = {
    en: ["Outlook does not open? (Windows 11)", "does not open (error 0x80070005)", "Call us on"],
    ar: ["Outlook لا يفتح؟ (Windows 11)", "لا يفتح (خطأ 0x80070005)", "اتصل على"],
    he: ["Outlook לא נפתח? (Windows 11)", "לא נפתח (שגיאה 0x80070005)", "התקשרו אל"],
  };
  for (const [language, [title, words, call]] of Object.entries(outlook)) {
    mkdirSync(join(portal, language, "articles"), { recursive: true });
    const text = `${call} 800 844 9999. ${call} +966 55 123 4567. ${call} 050-1234567.\n\n- Outlook ${words}.\n\n  2\n- [${call}: 03-555 0000](tel:+97235550000)\n\n<https://contoso.example/help/> [Is it C++?](https://contoso.example/c) [Office 2024-02-01](https://contoso.example/o)\n\n| C# |\n| --- |\n| 1 |`;
    const described = `description: "${call} 800 844 9999."\n---\n\n`;
    writeFileSync(join(portal, language, "articles/outlook.md"), page(title, text).replace("---\n\n", described));
  }
  const table = (item, price) => `| ${item} | ${price} | A |\n| --- | ---: | :-: |\n| ${item} | 9.50 | a |`;
  writeFileSync(join(portal, "en/articles/figures.md"), page("Figures", table("A licence for a year", "Price")));
  writeFileSync(join(portal, "ar/articles/figures.md"), page("أرقام", table("ترخيص لمدة سنة", "السعر")));
  // A page to scroll through, whose headings have the anchors of their words.
  const long = (headings) => headings.map((heading) => `## ${heading}\n\n${"1\n\n".repeat(40)}`).join("");
  writeFileSync(join(portal, "en/articles/long.md"), page("A long page", long(["First step", "Second step", "Third step"])));
  writeFileSync(join(portal, "ar/articles/long.md"), page("صفحة طويلة", long(["الخطوة الأولى", "الخطوة الثانية", "الخطوة الثالثة"])));
}

// A portal with the calendars of the vectors and a channel for each. JSON is YAML.
function ofVectors(portal) {
  const { calendars } = JSON.parse(readFileSync(join(top, "tests/vectors/hours.json"), "utf8"));
  mkdirSync(join(portal, "en/channels"), { recursive: true });
  // The vectors ask about overlaps, too; nobody reads the names.
  const levels = [{ rule: "CAL-*", level: "off", why: "vectors" }];
  writeFileSync(join(portal, "supportal.yaml"), `title: Hours\nlanguages: [en]\nlevels: ${JSON.stringify(levels)}\n`);
  const severities = [{ id: "s1", rank: 1, name: "Critical" }];
  writeFileSync(join(portal, "support.yaml"), JSON.stringify({ calendars, severities }));
  writeFileSync(join(portal, "en/index.md"), "---\ntitle: Hours\n---\n");
  for (const id of Object.keys(calendars)) {
    const front = { title: id, channel: "email", address: `${id}@hours.example`, calendar: id };
    writeFileSync(join(portal, `en/channels/${id}.md`), `---\n${JSON.stringify(front)}\n---\n`);
  }
  const target = {
    severity: "s1",
    respond: { within: "PT90S", count: "clock" },
    update: { every: "PT20S", count: "open-hours" },
    restore: { within: "PT90M", count: "open-hours" },
  };
  const plan = { title: "To the second", version: "1.0", effective: "2026-01-01", calendar: "berlin-office", targets: [target] };
  mkdirSync(join(portal, "en/sla"));
  writeFileSync(join(portal, "en/sla/seconds.md"), `---\n${JSON.stringify(plan)}\n---\n`);
  const next = { ...plan, version: "2.0", effective: "2027-01-01" };
  writeFileSync(join(portal, "en/sla/seconds@2.0.md"), `---\n${JSON.stringify(next)}\n---\n`);
  // Taken around the clock, in no place's zone, and answered in Berlin.
  const mail = { title: "Mail", channel: "email", address: "mail@hours.example", calendar: "always", answered: "berlin-office" };
  writeFileSync(join(portal, "en/channels/mail.md"), `---\n${JSON.stringify(mail)}\n---\n`);
  const urgent = { severity: "s1", channels: ["always"], calendar: "always", respond: { within: "PT30M", count: "clock" } };
  const other = { severity: "s1", respond: { within: "PT90M", count: "open-hours" } };
  const around = { ...plan, title: "Around the clock", targets: [urgent, other] };
  writeFileSync(join(portal, "en/sla/around.md"), `---\n${JSON.stringify(around)}\n---\n`);
}
