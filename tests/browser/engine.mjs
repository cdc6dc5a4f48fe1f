// The search engine of the browser against the one of the terminal, without a browser.
//
//   node tests/browser/engine.mjs DIR QUERIES [NEXT QUERY URL]
//
// DIR is a built language's root (it has search/search.js). QUERIES is a file of lines
// { "q", "kind"?, "product"?, "answer": { "rows", "corrected", "total" } } as Rust answered them;
// exits 1 and says where the two differ. First come the vectors of words, tests/vectors/words.json. A page is as little as the engine asks of one: a document
// that runs the scripts appended to its head. With NEXT, another index is published there in place of
// DIR while the page is open: QUERY must then lead to URL.
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [dir, queries, next, later, wantedUrl] = process.argv.slice(2);
const loaded = [];
let published = dir;
const document = {
  currentScript: null,
  createElement: () => ({ remove() {} }),
  head: {
    append(element) {
      setTimeout(() => {
        let text;
        try {
          const name = path.relative(path.resolve(dir), fileURLToPath(element.src));
          text = fs.readFileSync(path.join(published, name), 'utf8');
        } catch {
          element.onerror();
          return;
        }
        loaded.push(path.basename(element.src));
        run(text, element);
        element.onload();
      });
    },
  },
};
const context = vm.createContext({ document, URL, setTimeout });
function run(text, element) {
  document.currentScript = element;
  vm.runInContext(text, context);
  document.currentScript = null;
}

const runtime = path.resolve(dir, 'search/search.js');
run(fs.readFileSync(runtime, 'utf8'), { src: pathToFileURL(runtime).href });
const engine = context.supportalSearch;
await engine.init({ base: pathToFileURL(path.resolve(dir) + '/').href });

let differences = 0;
const vectors = JSON.parse(fs.readFileSync(new URL('../vectors/words.json', import.meta.url), 'utf8'));
for (const { text, words, flat } of vectors) {
  const found = JSON.stringify([[...engine.words(text)], engine.flat(text)]);
  if (found === JSON.stringify([words, flat])) continue;
  differences++;
  console.log(`words of ${JSON.stringify(text)}: ${found}`);
}
const lines = fs.readFileSync(queries, 'utf8').split('\n').filter(Boolean);
for (const line of lines) {
  const { q, kind, product, answer } = JSON.parse(line);
  const rows = await engine.search(q, { limit: 10, kind, product });
  const found = JSON.stringify({ rows: [...rows], corrected: rows.corrected, total: rows.total });
  const wanted = JSON.stringify(answer);
  if (found === wanted) continue;
  differences++;
  if (differences > 5) continue;
  let at = 0;
  while (found[at] === wanted[at]) at++;
  const piece = (text) => text.slice(Math.max(0, at - 120), at + 120);
  console.log(`${q}\n  browser:  …${piece(found)}…\n  terminal: …${piece(wanted)}…`);
}
if (next) {
  published = next;
  const [row] = await engine.search(later);
  if (row?.url !== wantedUrl) {
    differences++;
    console.log(`after the next publish, ${later} leads to ${row?.url}`);
  }
}
console.log(`${lines.length} queries, ${differences} differ, ${loaded.length} files loaded`);
process.exit(differences ? 1 : 0);
