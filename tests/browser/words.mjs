// Words as the browser cuts them against words as the terminal does, without a browser.
//
//   node tests/browser/words.mjs DIR STRINGS
//
// DIR is a built language's root (it has search/search.js). STRINGS is a file of lines [script, text, words, flat] as
// Rust cut them; says how many were compared and how many differ, and exits 1 if any does.
import fs from 'node:fs';
import readline from 'node:readline';

import { engineOf } from './load.mjs';

const [dir, strings] = process.argv.slice(2);
const engine = await engineOf(dir);

const code = (text) => [...text].map((c) => c.codePointAt(0).toString(16)).join(' ');
const differing = new Map();
let compared = 0, differ = 0;
for await (const line of readline.createInterface({ input: fs.createReadStream(strings) })) {
  const [script, text, words, flat] = JSON.parse(line);
  const found = JSON.stringify([engine.words(text).map(([kind, word, joined]) => (joined ? 'j ' : kind + ' ') + word), engine.flat(text)]);
  const wanted = JSON.stringify([words, flat]);
  compared++;
  if (found === wanted) continue;
  differ++;
  const before = differing.get(script) ?? 0;
  differing.set(script, before + 1);
  if (before < 3) console.log(`${script}: ${JSON.stringify(text)} (${code(text)})\n  browser:  ${found}\n  terminal: ${wanted}`);
}
for (const [script, count] of differing) console.log(`${script}: ${count} differ`);
console.log(`${compared} strings compared, ${differ} differ`);
process.exit(differ ? 1 : 0);
