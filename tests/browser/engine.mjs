// The search engine of the browser against the one of the terminal, without a browser.
//
//   node tests/browser/engine.mjs DIR QUERIES [NEXT QUERY URL]
//
// DIR is a built language's root (it has search/search.js). QUERIES is a file of lines
// { "q", "kind"?, "product"?, "answer": { "rows", "corrected", "total" } } as Rust answered them;
// exits 1 and says where the two differ. First come the vectors of words, tests/vectors/words.json.
// With NEXT, another index is published there in place of DIR while the page is open: QUERY must then
// lead to URL.
import fs from 'node:fs';

import { engineOf } from './load.mjs';

const [dir, queries, next, later, wantedUrl] = process.argv.slice(2);
let published = dir;
const engine = await engineOf(dir, () => published);

let differences = 0;
const vectors = JSON.parse(fs.readFileSync(new URL('../vectors/words.json', import.meta.url), 'utf8'));
for (const { text, words, flat } of vectors) {
  const found = JSON.stringify([engine.words(text).map(([kind, word, joined]) => (joined ? 'j ' : kind + ' ') + word), engine.flat(text)]);
  if (found === JSON.stringify([words, flat])) continue;
  differences++;
  console.log(`words of ${JSON.stringify(text)}: ${found}`);
}
const lines = fs.readFileSync(queries, 'utf8').split('\n').filter(Boolean);
for (const line of lines) {
  const { q, kind, product, answer } = JSON.parse(line);
  const rows = await engine.search(q, { limit: 10, kind, product });
  const found = JSON.stringify({ rows: [...rows], corrected: rows.corrected ?? null, total: rows.total });
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
console.log(`${lines.length} queries, ${differences} differ`);
process.exit(differences ? 1 : 0);
