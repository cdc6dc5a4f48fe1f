// What pages say to machines, read by a JSON-LD processor and held to the vocabulary of schema.org, both
// not ours: every property belongs to its type and has a value of a kind it may have.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

import jsonld from "jsonld";

import { starter } from "./portal.mjs";

const vocabulary = readFileSync(createRequire(import.meta.url).resolve("schema-dts").replace(/\.js$/, ".d.ts"), "utf8");
const types = interfaces(vocabulary);

const pages = starter.pages.map((path) => ({ path, html: starter.read(path) }));
const blocks = pages.flatMap(({ path, html }) => {
  const found = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)];
  return found.map(([, text]) => ({ path, html, text }));
});

test("every page for search engines has one block, and no other page has one", () => {
  for (const { path, html } of pages) {
    // The search lists pages and says nothing of its own.
    const own = !/(^|\/)search\.html$/.test(path);
    const hidden = !own || html.includes('<meta name="robots" content="noindex">') || html.includes("fallback-notice");
    const count = blocks.filter((block) => block.path === path).length;
    assert.equal(count, hidden ? 0 : 1, path);
  }
  assert(blocks.length > 50);
});

test("a processor understands every block, and drops nothing of it", async () => {
  // Nothing is fetched: the context of schema.org says, in short, that all words are its own.
  const documentLoader = async (url) => {
    assert.equal(url, "https://schema.org");
    const link = ["url", "dayOfWeek", "contactOption", "serviceUrl", "termsOfService"];
    const context = { "@vocab": "https://schema.org/" };
    for (const term of link) context[term] = { "@type": "@id" };
    return { contextUrl: null, documentUrl: url, document: { "@context": context } };
  };
  for (const { path, text } of blocks) {
    const expanded = await jsonld.expand(JSON.parse(text), { documentLoader, safe: true });
    assert(expanded.length >= 1, path);
    const organizations = expanded.filter((one) => one["@type"]?.includes("https://schema.org/Organization"));
    assert.deepEqual(organizations.map((one) => one["@id"]), [`${address(path)}#organization`], path);
    await jsonld.toRDF(JSON.parse(text), { documentLoader, safe: true });
  }
});

test("every property is one of schema.org's for its type", () => {
  for (const { path, text } of blocks) {
    const block = JSON.parse(text);
    assert.deepEqual(Object.keys(block), ["@context", "@graph"]);
    for (const node of block["@graph"]) check(node, path);
  }
});

test("a property that a type does not have is noticed", () => {
  assert.throws(() => check({ "@type": "ContactPoint", opens: "09:00" }, "here"), /here: ContactPoint has no opens/);
  assert.throws(() => check({ "@type": "Offer", seller: { "@type": "Question" } }, "here"), /Question is no Organization/);
});

test("keys are sorted and nothing can end the block early", () => {
  for (const { path, text } of blocks) {
    assert(!/[<\u2028\u2029\n]/.test(text), path);
    assert.equal(text, JSON.stringify(sorted(JSON.parse(text))).replaceAll("<", "\\u003c"), path);
  }
});

test("no date that does not stand on the page", () => {
  let dates = 0;
  for (const { path, html, text } of blocks) {
    const language = path.startsWith("zh-TW/") ? "zh-TW" : "en-GB";
    const shown = html.replace(/<script.*?<\/script>/gs, "").replaceAll(/\s/g, " ");
    for (const [date] of text.matchAll(/\d{4}-\d\d-\d\d(?=")/g)) {
      const words = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(date));
      const plain = (value) => value.replaceAll(/\s/g, "");
      assert(plain(shown).includes(plain(words)), `${path}: ${date} (${words})`);
      dates += 1;
    }
  }
  assert(dates > 50, `${dates} dates`);
});

test("questions and their answers stand on their page", () => {
  const questions = blocks.flatMap(({ path, html, text }) => {
    const page = JSON.parse(text)["@graph"].find((node) => node["@type"] === "FAQPage");
    const words = plainText(html.replace(/<script.*?<\/script>/gs, ""));
    for (const question of page?.mainEntity ?? []) {
      assert(words.includes(question.name), `${path}: ${question.name}`);
      const answer = question.acceptedAnswer.text.replaceAll(/\s+/g, "");
      // What keeps hours in one line on a page is no affair of programs.
      assert(words.replaceAll(/[\s\u2060]+/g, "").includes(answer), `${path}: ${question.acceptedAnswer.text}`);
    }
    return page?.mainEntity ?? [];
  });
  assert(questions.length > 5);
});

test("the way to a page is the one above it", () => {
  for (const { path, html, text } of blocks) {
    const way = JSON.parse(text)["@graph"].find((node) => node["@type"] === "BreadcrumbList");
    const [, shown] = /<ol class="breadcrumbs">(.*?)<\/ol>/s.exec(html) ?? [];
    assert.equal(Boolean(way), Boolean(shown), path);
    if (!way) continue;
    const names = [...shown.matchAll(/<li>(.*?)<\/li>/gs)].map(([, item]) => plainText(item));
    assert.deepEqual(way.itemListElement.slice(0, -1).map((item) => item.name), names, path);
    way.itemListElement.forEach((item, at) => assert.equal(item.position, at + 1));
  }
});

/** The site's address, which every id begins with. */
function address(path) {
  const [, url] = /<link rel="canonical" href="([^"]*)"/.exec(starter.read(path));
  return url.slice(0, url.indexOf("/", "https://".length) + 1) + "help/center/";
}

function plainText(html) {
  const named = { lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'", amp: "&" };
  const text = html.replaceAll(/<[^>]*>/g, " ").replaceAll(/&(lt|gt|quot|#39|#x27|amp);/g, (_, name) => named[name]);
  return text.replaceAll(/\s+/g, " ").trim();
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}

// ── the vocabulary ──

/** Types with their parents and properties: schema-dts has an interface `NameBase` and `NameLeaf` for each. */
function interfaces(text) {
  const found = {};
  const head = /^(?:export )?interface (\w+?)(Base|Leaf)(?: extends ([\w, <>]+))? \{$/gm;
  for (const match of text.matchAll(head)) {
    const [all, name, , parents = ""] = match;
    const body = text.slice(match.index + all.length, text.indexOf("\n}", match.index));
    const type = (found[name] ??= { parents: new Set(), properties: {} });
    for (const parent of parents.split(", ").filter(Boolean)) {
      const above = parent.replace(/(Base|Leaf)$/, "");
      if (above !== name) type.parents.add(above);
    }
    for (const [, property, values] of body.matchAll(/^\s+"(\w+)"\?: SchemaValue<(.*?), "\w+">;$/gm)) {
      type.properties[property] = values.split(" | ").map((value) => value.trim());
    }
  }
  return found;
}

function line(type) {
  const above = [...(types[type]?.parents ?? [])];
  return [type, ...above.flatMap(line)];
}

function check(node, where) {
  const type = node["@type"];
  assert(types[type], `${where}: ${type} is no type`);
  for (const [property, value] of Object.entries(node)) {
    if (property.startsWith("@")) continue;
    const owner = line(type).find((one) => types[one]?.properties[property]);
    assert(owner, `${where}: ${type} has no ${property}`);
    const allowed = types[owner].properties[property];
    for (const one of [value].flat()) {
      if (typeof one === "object" && one["@type"]) {
        const kinds = line(one["@type"]);
        assert(allowed.some((kind) => kinds.includes(kind)), `${where}: ${one["@type"]} is no ${allowed.join(" or ")} (${property})`);
        check(one, where);
      } else if (typeof one === "object") {
        assert.deepEqual(Object.keys(one), ["@id"], where);
        assert(allowed.includes("IdReference"), `${where}: ${property}`);
      } else if (typeof one === "string") {
        const data = ["Text", "URL", "Date", "DateTime", "Time", "Duration", "Number"];
        // Members of an enumeration are written as their address.
        const isMember = one.startsWith("https://schema.org/") && vocabulary.includes(`"${one}"`);
        assert(isMember || allowed.some((kind) => data.includes(kind)), `${where}: ${property} is no text but ${allowed}`);
      } else {
        const kinds = typeof one === "boolean" ? ["Boolean"] : ["Number", "Integer"];
        assert(allowed.some((kind) => kinds.includes(kind)), `${where}: ${property} is no ${typeof one}`);
      }
    }
  }
}
