// What the built pages say about themselves, read without a browser.

import assert from "node:assert/strict";
import { dirname, join } from "node:path/posix";
import { test } from "node:test";

import { corpus, starter } from "./portal.mjs";

test("every link leads to a file, and to a place in it", () => {
  assert.deepEqual(broken(starter), []);
});

// Links that were broken where the texts came from are findings of the import, and no links any more.
test("every link of the imported portal leads to a file, and to a place in it", { skip: !corpus }, () => {
  assert.deepEqual(broken(corpus), []);
});

test("no id stands twice in a page", () => {
  for (const path of starter.pages) {
    const ids = attributes(starter.read(path), ["id"]);
    assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), [], path);
  }
});

test("each translated page names its translations, and they name it", () => {
  const alternates = new Map(
    starter.pages.map((path) => {
      const links = starter.read(path).matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g);
      return [path, new Map([...links].map(([, lang, href]) => [lang, local(href)]))];
    }),
  );
  assert.deepEqual([...alternates.get("index.html").keys()].sort(), ["en", "x-default", "zh-TW"]);
  for (const [path, languages] of alternates) {
    for (const [language, target] of languages) {
      assert.ok(alternates.has(target), `${path}: ${language} is ${target}`);
      assert.deepEqual([...alternates.get(target)], [...languages], `${path} and ${target}`);
    }
  }
});

/** The file of the site behind a canonical address. */
function local(href) {
  const path = inside(starter, "", decodeURI(new URL(href).pathname));
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** The path in the site that `href` leads to from its page `from`; where it leads out, from the host's root. */
function inside(site, from, href) {
  const folder = new URL(site.http).pathname;
  const path = href.startsWith("/") ? href : join(folder, dirname(from), href);
  return path.startsWith(folder) ? path.slice(folder.length) : path;
}

function broken(site) {
  const files = new Set(site.paths);
  const ids = new Map();
  const idsOf = (path) => {
    if (!ids.has(path)) ids.set(path, new Set(attributes(site.read(path), ["id", "name"])));
    return ids.get(path);
  };
  const found = [];
  let checked = 0;
  for (const path of site.pages) {
    for (const link of attributes(site.read(path), ["href", "src", "action", "poster"])) {
      if (/^[a-z]+:/.test(link)) continue;
      const [address, fragment] = link.split("#");
      const target = address === "" ? path : inside(site, path, decodeURIComponent(address));
      checked += 1;
      if (!files.has(target) || (fragment && !idsOf(target).has(decodeURIComponent(fragment)))) found.push(`${path}: ${link}`);
    }
  }
  assert.ok(checked > site.pages.length * 10, "links were looked at");
  return found;
}

/** The values of attributes; the text of a page has no `<` that is not a tag. */
function attributes(html, names) {
  const tags = html.matchAll(/<[a-z][^\s>]*((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/gi);
  return [...tags].flatMap(([, list]) =>
    [...list.matchAll(/([^\s=]+)="([^"]*)"/g)].filter(([, name]) => names.includes(name)).map(([, , value]) => decoded(value)),
  );
}

function decoded(text) {
  return text.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (whole, name) => {
    return { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'" }[name];
  });
}
