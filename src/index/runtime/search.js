// Search in the browser, without a server: shards of the index are scripts beside this one, loaded
// as a query needs them. Follows src/index/query/ step by step; a test compares the two.
//
// supportalSearch.init({ base })      loads the root; base is the address of the language's root
// supportalSearch.search(query, { limit, kind, product, excerpts, source })
//   resolves to rows { url, title, section, excerpt, kind, score, marks, more }, best first, with
//   the properties `corrected` (the query as understood) and `total` (pages with any of its words)
// supportalSearch.facets()            resolves to { kinds, products }: what filters can ask for
// supportalSearch.words(text), .flat(text)   how text is cut and folded, for tests
//
// Comments stand on lines of their own: what is delivered has none.
(() => {
'use strict';
const SPEC = 'WORDS';
const RANK = 'RANK';
const VERSION = 2, LEVELS = 14, SKETCH = 61, PLACES = 2, BITS = 30, LONGEST = 40, PREFIX_SHARDS = 3, ALL_PAIRS = 3;
const here = document.currentScript.src.replace(/[^/]*$/, '');

// The one policy: admits the files of an index, below the folder of this script or of another
// language's index that a root names, and nothing else.
const folders = [here];
const FILE = /^(root|[0-9a-f]{10}\/[a-z]+\d*)\.js$/;
const admit = (url) => {
  if (folders.some((folder) => url.startsWith(folder) && FILE.test(url.slice(folder.length)))) return url;
  throw new TypeError('not a file of the search index: ' + url);
};
const policy = globalThis.trustedTypes
  ? globalThis.trustedTypes.createPolicy('supportal', { createScriptURL: admit })
  : { createScriptURL: admit };

// Resolves to what the script at `url` hands to `r`.
const waiting = new Map();
const script = (url) => new Promise((resolve, reject) => {
  const element = document.createElement('script');
  const end = (settle, value) => { waiting.delete(element); element.remove(); settle(value); };
  waiting.set(element, (data) => end(resolve, data));
  element.onerror = () => end(reject, new Error('cannot load ' + url));
  element.onload = () => waiting.has(element) && end(reject, new Error('nothing in ' + url));
  element.src = policy.createScriptURL(url);
  document.head.append(element);
});

// ---- words: as in words.rs

const BREAK = 0, LETTER = 1, DROP = 2, FOLD = 3, HAN = 4, HIRAGANA = 5;
const classes = new Uint8Array(0x10000).fill(LETTER);
const set = (list, cls) => {
  for (const range of list.split(' ')) {
    const [first, last = first] = range.split('-');
    const to = parseInt(last, 16);
    if (to < 0x10000) classes.fill(cls, parseInt(first, 16), to + 1);
  }
};
['han', 'hiragana', 'katakana', 'hangul', 'south'].forEach((name, at) => set(SPEC.grams[name], HAN + at));
// Halves of pairs are looked up as pairs.
set(SPEC.breaks, BREAK);
set(SPEC.fold, FOLD);
set(SPEC.drop, DROP);
for (const c of Object.keys(SPEC.map)) classes[c.charCodeAt(0)] = FOLD;

const classOf = (c) => {
  const code = c.codePointAt(0);
  if (code < 0x10000) return classes[code];
  return code >= 0x20000 && code <= 0x323AF ? HAN : BREAK;
};
const isGram = (c) => c !== undefined && classOf(c) >= HAN;
const isWord = (c) => classOf(c) !== BREAK && classOf(c) !== DROP;
const folds = new Map(Object.entries(SPEC.map));
const fold = (c) => {
  let plain = folds.get(c);
  if (plain === undefined) {
    plain = [...c.normalize('NFKD')].flatMap((x) => [...x.toLowerCase()]).filter((x) => classOf(x) !== DROP).join('').normalize('NFC');
    folds.set(c, plain);
  }
  return plain;
};
const small = (c) => (c >= 'A' && c <= 'Z' ? c.toLowerCase() : c);
const digit = (c) => c >= '0' && c <= '9';
// What Unicode may have given marks to after the browser was made: nothing is composed across it.
const settled = new RegExp(`[^${SPEC.apart.replace(/\w+/g, '\\u{$&}').replace(/ /g, '')}]+`, 'gu');
const clean = (text) => text.replace(/[\uFF65-\uFF9F]+/g, (kana) => kana.normalize('NFKC')).replace(settled, (run) => run.normalize('NFC'));

// [kind, word] in reading order; kinds: w word, p part, g gram, n number.
function words(text) {
  const out = [];
  let word = '', length = 0, seams = [], last = '', possessive = false, grams = [];
  let number = { digits: '', groups: 0, gap: 0, phone: false, plus: false };
  const endNumber = () => {
    const digits = number.digits.replace(/^0+/, '');
    if (digits.length >= 6 && digits.length <= 15 && (number.groups > 1 || number.phone)) out.push(['n', digits]);
    number = { digits: '', groups: 0, gap: 0, phone: false, plus: false };
  };
  const endWord = () => {
    if (!length) return;
    if (!(possessive && word === 's')) {
      const isNumber = /^[0-9]+$/.test(word);
      if (!isNumber) endNumber();
      out.push(['w', word]);
      if (seams.length) {
        let start = 0;
        for (const end of [...seams, word.length]) {
          const part = word.slice(start, end);
          if ([...part].length > 1) out.push(['p', part]);
          start = end;
        }
      }
      if (isNumber) {
        if (!number.groups) number.phone = number.plus || word[0] === '0';
        number.digits += word;
        number.groups++;
        number.gap = 0;
        number.plus = false;
      }
    }
    word = ''; length = 0; seams = []; last = ''; possessive = false;
  };
  const endGrams = () => {
    if (grams.length === 1) out.push(['g', grams[0]]);
    for (let i = 0; i + 1 < grams.length; i++) out.push(['g', grams[i] + grams[i + 1]]);
    grams = [];
  };
  const letter = (c, kind) => {
    if (grams.length) endGrams();
    if (length === LONGEST) return;
    const seam = (last === 'a' && kind === 'A') || ((last === '0') !== (kind === '0'));
    if (seam && length) seams.push(word.length);
    word += c;
    length++;
    last = kind;
  };
  const gram = (c) => {
    endWord();
    if (!grams.length) endNumber();
    grams.push(c);
  };
  const gap = (c) => {
    const after = length > 0;
    endWord();
    endGrams();
    possessive = after && (c === "'" || c === '\u2019');
    if (c === '+') {
      endNumber();
      number.plus = true;
    } else if (number.gap < 2 && /[ \-.,/()\xA0\u2010-\u2013]/.test(c)) {
      number.gap++;
      number.plus = false;
    } else endNumber();
  };
  for (const c of text) {
    if (c >= 'a' && c <= 'z') letter(c, 'a');
    else if (c >= 'A' && c <= 'Z') letter(c.toLowerCase(), 'A');
    else if (digit(c)) letter(c, '0');
    else {
      const cls = classOf(c);
      if (cls === FOLD) {
        for (const plain of fold(c)) {
          const now = classOf(plain);
          if (digit(plain)) letter(plain, '0');
          else if (now === BREAK) gap(plain);
          else if (now >= HAN) gram(plain);
          else if (now !== DROP) letter(plain, '-');
        }
      } else if (cls === LETTER) letter(c, '-');
      else if (cls >= HAN) gram(c);
      else if (cls === BREAK) gap(c);
    }
  }
  endWord();
  endGrams();
  endNumber();
  return out;
}

// { text, at }: the text flattened, and for each unit where it comes from.
function flat(text, han) {
  let out = ' ', before = 0, i = 0;
  const at = [0];
  const push = (raw) => {
    const c = (han && han.get(raw)) || raw;
    const cls = classOf(c);
    if (cls === DROP || (cls === BREAK && before === 2 && (c === ' ' || c === '\n'))) return;
    const now = cls === BREAK ? 0 : cls >= HAN ? 2 : 1;
    if (now !== before && before) { out += ' '; at.push(i); }
    if (now) {
      out += small(c);
      for (let k = 0; k < c.length; k++) at.push(i);
    }
    before = now;
  };
  for (const c of text) {
    if (classOf(c) === FOLD) for (const plain of fold(c)) push(plain);
    else push(c);
    i += c.length;
  }
  if (before) { out += ' '; at.push(i); }
  return { text: out, at };
}
const flatWords = (text) => flat(clean(text)).text;

// ---- numbers, shards, postings: as in number.rs, shards.rs, postings.rs

const digits = new Uint8Array(128);
for (let code = 32, value = 0; code < 127; code++) if (code !== 34 && code !== 92) digits[code] = value++;
// `cursor` is { text, at }.
const take = (cursor) => {
  let value = 0, scale = 1;
  while (cursor.at < cursor.text.length) {
    const d = digits[cursor.text.charCodeAt(cursor.at++)];
    value += d * scale;
    if (d < 62) break;
    scale *= 31;
  }
  return value;
};

// { words, from, to, text }
function readShard(text) {
  const list = [], from = [], to = [], cursor = { text, at: 0 };
  let before = '';
  while (cursor.at < text.length) {
    const shares = take(cursor), more = take(cursor);
    before = before.slice(0, shares) + text.substr(cursor.at, more);
    cursor.at += more;
    const told = take(cursor);
    list.push(before);
    from.push(cursor.at);
    cursor.at += told;
    to.push(cursor.at);
  }
  return { words: list, from, to, text };
}
const lower = (list, word) => {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < word) low = middle + 1; else high = middle;
  }
  return low;
};
function withPrefix(list, prefix) {
  const found = [];
  for (let at = lower(list, prefix); at < list.length && list[at].startsWith(prefix); at++) found.push(at);
  return found;
}
// First and last shard that may hold words beginning with `prefix`.
function range(starts, prefix) {
  let first = 0;
  while (first + 1 < starts.length && starts[first + 1] <= prefix) first++;
  let last = first;
  while (last + 1 < starts.length && starts[last + 1].startsWith(prefix)) last++;
  return [first, last];
}

const takeParts = (cursor) => {
  const value = take(cursor), half = Math.floor(value / 2);
  if (value % 2) return [half, 0];
  return half < BITS ? [1 << half, 0] : [0, half];
};
function readPostings(text, from, all) {
  const cursor = { text, at: from };
  const head = take(cursor), shown = head >> 1;
  const pages = head & 1 ? take(cursor) : shown;
  const placed = pages <= 20 || pages <= Math.floor(all / 10);
  const list = [];
  let next = 0;
  for (let i = 0; i < shown; i++) {
    const page = next + take(cursor);
    next = page + 1;
    const value = take(cursor);
    const posting = { page, level: (value >> 2) + 1, title: 0, headings: [0, 0], parts: null, places: [] };
    if (value & 1) posting.title = take(cursor);
    if (value & 2) posting.headings = takeParts(cursor);
    posting.parts = takeParts(cursor);
    for (let k = 0; placed && k < PLACES; k++) {
      const place = take(cursor);
      if (place === SKETCH) break;
      posting.places.push(place);
    }
    list.push(posting);
  }
  return { pages, list };
}

// ---- an index: its root, and what has been loaded of it

class Missing extends Error {}

class Index {
  constructor(folder) {
    this.folder = folder;
    this.open();
  }
  open() {
    this.cache = new Map();
    this.read = new Map();
    this.ready = script(this.folder + 'root.js').then(async (root) => {
      if (root.v !== VERSION) throw new Error('the search index has another version');
      this.root = root;
      this.terms = root.t.split(' ');
      this.forward = root.f.split(' ');
      this.backward = root.b.split(' ');
      this.firsts = [];
      const cursor = { text: root.r, at: 0 };
      for (let next = 0; cursor.at < root.r.length; next += take(cursor)) this.firsts.push(next);
      if (root.o) for (const [name, data] of Object.entries(await this.fetch('all'))) this.cache.set(name, Promise.resolve(data));
    });
    // Whoever searches is told; nobody else need be.
    this.ready.catch(() => {});
  }
  fetch(name) {
    return script(`${this.folder}${this.root.g}/${name}.js`).catch((error) => { throw new Missing(error.message); });
  }
  load(name) {
    let data = this.cache.get(name);
    if (!data) {
      data = this.fetch(name);
      data.catch(() => this.cache.delete(name));
      this.cache.set(name, data);
    }
    return data;
  }
  async shard(letter, number) {
    const name = letter + number;
    const text = await this.load(name);
    let shard = this.read.get(name);
    if (!shard) this.read.set(name, shard = readShard(text));
    return shard;
  }
  async postings(number, word) {
    const shard = await this.shard('t', number);
    const at = lower(shard.words, word);
    return shard.words[at] === word ? readPostings(shard.text, shard.from[at], this.root.n) : null;
  }
  kind(page) {
    let next = 0;
    for (const [name, count] of this.root.k) if (page < (next += count)) return name;
    return '';
  }

  // ---- the query: as in query/

  async search(query, options) {
    await this.ready;
    // Each query on its own: other forms of characters are what this one has asked for, not the one before.
    const own = () => Object.create(this, { han: { value: null, writable: true } });
    try {
      return await own().answer(query, options);
    } catch (error) {
      // Published anew since the root was loaded: its shards are gone.
      if (!(error instanceof Missing)) throw error;
      this.open();
      await this.ready;
      return own().answer(query, options);
    }
  }
  async answer(raw, { limit = 10, kind, product, excerpts = true }) {
    const query = clean(raw);
    const tokens = this.tokens(query);
    const rows = [];
    rows.corrected = null;
    rows.total = 0;
    if (!tokens.length || limit < 1) return rows;
    const heard = (await Promise.all(tokens.map(async (token) => {
      const found = await this.hear(token);
      return found.hits.size ? [found] : this.hearOtherwise(token);
    }))).flat();
    const asked = await this.asked(kind, product);
    let candidates = this.candidates(heard, asked, query);
    rows.total = candidates.length;
    candidates = candidates.slice(0, Math.max(limit, RANK.again));
    const [corrected, phrase] = this.phrase(query, heard, candidates[0]);
    rows.corrected = corrected;
    const found = await Promise.all(candidates.map((candidate) => this.row(candidate, heard, phrase, excerpts)));
    found.sort((a, b) => b.score - a.score);
    rows.push(...found.slice(0, limit));
    return rows;
  }

  tokens(query) {
    const list = words(query);
    let tokens = [];
    let place = 0;
    const token = (more) => ({ text: '', gram: false, place, cover: 1, last: false, instead: [], alike: [], ...more });
    for (let at = 0; at < list.length;) {
      const [kind, text] = list[at];
      if (kind === 'w') {
        tokens.push(token({ text }));
        place++;
        at++;
      } else if (kind === 'p') {
        tokens[tokens.length - 1].instead.push(text);
        at++;
      } else if (kind === 'n') {
        let from = tokens.length;
        while (from > 0 && !tokens[from - 1].gram && /^[0-9]+$/.test(tokens[from - 1].text)) from--;
        const groups = tokens.splice(from);
        tokens.push(token({ text, place: groups[0] ? groups[0].place : place, cover: groups.length || 1, instead: groups.map((group) => group.text) }));
        at++;
      } else {
        const start = at;
        const follows = (a, b) => [...a].length > 1 && [...b].length > 1 && [...a][1] === [...b][0];
        while (at < list.length && list[at][0] === 'g' && (at === start || follows(list[at - 1][1], list[at][1]))) at++;
        this.run(list.slice(start, at).map((pair) => pair[1]), place, tokens, token);
        place += at - start;
      }
    }
    tokens = tokens.slice(0, RANK.words);
    if (tokens.length) tokens[tokens.length - 1].last = isWord([...query].pop());
    this.alike(query, tokens);
    return tokens;
  }
  run(pairs, place, tokens, token) {
    const count = pairs.length;
    const scripts = (at) => [...pairs[at]].map(classOf);
    const mixed = (at) => scripts(at)[0] !== scripts(at)[1];
    let chosen = [];
    for (let at = 0; at < count; at += count > ALL_PAIRS ? 2 : 1) {
      if (count > ALL_PAIRS && mixed(at) && at + 1 < count && !mixed(at + 1)) at++;
      chosen.push(at);
    }
    if (chosen[chosen.length - 1] + 1 < count) chosen.push(count - 1);
    const kana = (at) => scripts(at).length === 2 && scripts(at).every((cls) => cls === HIRAGANA);
    if (!chosen.every(kana)) chosen = chosen.filter((at) => !kana(at));
    chosen.forEach((at, number) => {
      const instead = (number ? [at + 1] : [at - 1, at + 1]).filter((other) => other >= 0 && other < count && !chosen.includes(other));
      tokens.push(token({ text: pairs[at], gram: true, place: place + at, cover: count / chosen.length, instead: instead.map((other) => pairs[other]) }));
    });
  }
  alike(query, tokens) {
    const low = query.toLowerCase();
    for (const spelling of this.root.a) {
      const [letter, written] = spelling.split('=');
      const plain = flatWords(letter).trim();
      for (const token of tokens) {
        if (token.gram) continue;
        let other;
        if (token.text.includes(written)) other = token.text.split(written).join(plain);
        else if (low.includes(letter) && token.text.includes(plain)) other = token.text.split(plain).join(written);
        else continue;
        token.alike.push([[other], RANK.alike]);
      }
    }
    const text = flatWords(query);
    const simple = (member) => words(clean(member)).filter((word) => word[0] === 'w' || word[0] === 'g').map((word) => word[1]);
    for (const group of this.root.y) {
      for (const member of group) {
        const own = flatWords(member);
        if (!own.trim() || !text.includes(own)) continue;
        const parts = simple(member);
        for (const other of group) {
          if (other === member) continue;
          for (const token of tokens) if (parts.includes(token.text)) token.alike.push([simple(other), RANK.alike * RANK.alike]);
        }
      }
    }
  }

  async hear(token) {
    const heard = { weight: 0, cover: token.cover, place: token.place, hits: new Map(), patterns: [], corrected: [], asked: token.text };
    const { text } = token;
    const [home] = range(this.terms, text);
    const exact = await this.postings(home, text);
    if (exact) add(heard, exact, 1, 0);
    heard.patterns.push([text, !token.last]);
    for (const [list, weight] of token.alike) {
      const found = await this.together(list);
      if (found) {
        add(heard, found, weight, 0);
        for (const word of list) heard.patterns.push([word, true]);
      }
    }
    if (!token.gram) {
      for (const word of await this.inflected(home, text)) {
        add(heard, await this.postings(home, word), RANK.inflected, 0);
        heard.patterns.push([word, true]);
      }
    }
    if (token.last) await this.begun(token, exact !== null, heard);
    heard.weight = rarity(exact ? exact.pages : heard.hits.size, this.root.n) * token.cover;
    return heard;
  }
  async begun(token, found, heard) {
    const { text } = token;
    let [first, last] = range(this.terms, text);
    if (!found && last - first >= PREFIX_SHARDS) {
      const mark = text + '*';
      const postings = await this.postings(range(this.terms, mark)[0], mark);
      if (postings) add(heard, postings, RANK.prefix[0] + RANK.prefix[1] / 2, 0);
      return;
    }
    if (found) last = first;
    const shards = [];
    for (let number = first; number <= last; number++) shards.push(this.shard('t', number));
    for (const shard of await Promise.all(shards)) {
      for (const at of withPrefix(shard.words, text)) {
        const word = shard.words[at];
        if (word === text || word.endsWith('*')) continue;
        add(heard, readPostings(shard.text, shard.from[at], this.root.n), RANK.prefix[0] + RANK.prefix[1] * (text.length / word.length), 0);
      }
    }
  }
  async inflected(home, word) {
    const endings = this.root.s;
    const stems = [];
    for (const ending of ['', ...endings]) {
      if (!word.endsWith(ending)) continue;
      const stem = word.slice(0, word.length - ending.length);
      const letters = [...stem].length;
      if (letters >= 4 || (letters === 3 && !ending)) stems.push(stem);
    }
    if (!stems.length) return [];
    const shortest = stems.reduce((a, b) => (b.length < a.length ? b : a));
    const shard = await this.shard('t', home);
    return withPrefix(shard.words, shortest).map((at) => shard.words[at]).filter((other) => other !== word
      && stems.some((stem) => other.startsWith(stem) && (other === stem || endings.includes(other.slice(stem.length)))));
  }
  async hearOtherwise(token) {
    if (token.gram) {
      const other = await this.otherForm(token.text);
      if (other) {
        const found = await this.hear({ ...token, text: other });
        if (found.hits.size) return [found];
      }
    }
    const count = token.instead.length;
    const parts = await Promise.all(token.instead.map(async (part, offset) => this.hear({
      text: (await this.otherForm(part)) || part,
      gram: token.gram,
      place: token.place + offset,
      cover: token.cover / count,
      last: token.last && offset + 1 === count,
      alike: [],
    })));
    const some = parts.filter((part) => part.hits.size);
    if (some.length) return some;
    const found = { weight: 0, cover: token.cover, place: token.place, hits: new Map(), patterns: [[token.text, true]], corrected: [], asked: token.text };
    if (!token.gram) {
      const corrections = await this.corrections(token.text);
      const lists = await Promise.all(corrections.map(([word]) => this.postings(range(this.terms, word)[0], word)));
      corrections.forEach(([word, distance], number) => {
        if (lists[number]) add(found, lists[number], RANK.corrected[distance - 1], number);
        found.patterns.push([word, true]);
        found.corrected.push(word);
      });
    }
    found.weight = rarity(found.hits.size, this.root.n) * token.cover;
    if (token.gram) found.weight *= RANK.lost;
    return [found];
  }
  async otherForm(word) {
    if (!this.root.h || ![...word].some((c) => classOf(c) === HAN)) return null;
    if (!this.han) {
      const list = [...await this.load('h')];
      const han = new Map();
      for (let at = 0; at + 1 < list.length; at += 2) han.set(list[at], list[at + 1]);
      this.han = han;
    }
    const other = [...word].map((c) => this.han.get(c) || c).join('');
    return other === word ? null : other;
  }
  async corrections(word) {
    const letters = [...word];
    const count = letters.length;
    if (count < 4 || count > 25) return [];
    const most = count >= 9 ? 2 : 1;
    const half = count >> 1;
    const found = new Map();
    const sides = [
      ['f', this.forward, letters.slice(0, half).join('')],
      ['b', this.backward, letters.slice(half + 1).reverse().join('')],
    ];
    await Promise.all(sides.map(async ([letter, starts, begin]) => {
      const [first, last] = range(starts, begin);
      const numbers = [];
      for (let number = first; number <= last && number < first + PREFIX_SHARDS; number++) numbers.push(number);
      for (const shard of await Promise.all(numbers.map((number) => this.shard(letter, number)))) {
        for (const at of withPrefix(shard.words, begin)) {
          let other = [...shard.words[at]];
          if (letter === 'b') other.reverse();
          if (Math.abs(other.length - count) > most) continue;
          const distance = osa(letters, other, most);
          if (distance < 1 || distance > most) continue;
          const rank = take({ text: shard.text, at: shard.from[at] });
          found.set(other.join(''), [distance, other[0] !== letters[0] ? 1 : 0, -rank]);
        }
      }
    }));
    const better = ([a, x], [b, y]) => x[0] - y[0] || x[1] - y[1] || x[2] - y[2] || (a < b ? -1 : 1);
    return [...found].sort(better).slice(0, 3).map(([other, [distance]]) => [other, distance]);
  }
  async together(list) {
    const lists = await Promise.all(list.map((word) => this.postings(range(this.terms, word)[0], word)));
    let all = null;
    for (const next of lists) {
      if (!next) return null;
      if (all) {
        const before = new Map(all.list.map((posting) => [posting.page, posting]));
        next.list = next.list.filter((posting) => {
          const other = before.get(posting.page);
          if (!other) return false;
          posting.level = Math.min(posting.level, other.level);
          if (!other.title) posting.title = 0;
          return true;
        });
        next.pages = next.list.length;
      }
      all = next;
    }
    return all;
  }
  async asked(kind, product) {
    let from = 0, to = this.root.n;
    if (kind) {
      let next = 0;
      from = to = 0;
      for (const [name, count] of this.root.k) {
        if (name === kind) [from, to] = [next, next + count];
        next += count;
      }
    }
    const pages = product && new Set(new Map(Object.entries(await this.load('p'))).get(product));
    return (page) => page >= from && page < to && (!pages || pages.has(page));
  }

  candidates(heard, asked, query) {
    const all = heard.reduce((sum, one) => sum + one.weight, 0);
    const pages = new Set();
    for (const one of heard) for (const page of one.hits.keys()) if (asked(page)) pages.add(page);
    const text = flatWords(query);
    const contact = this.root.c.some((word) => text.includes(flatWords(word)));
    const better = (a, b) => b.score - a.score || a.page - b.page;
    const candidates = [];
    for (const page of pages) {
      let score = ofPage(heard, page, all);
      if (contact && /^(support|channel|sla)$/.test(this.kind(page))) score *= RANK.contact;
      candidates.push({ page, score, parts: [] });
    }
    candidates.sort(better);
    const some = candidates.splice(0, RANK.parts_of);
    for (const candidate of some) {
      candidate.parts = ofParts(heard, candidate.page, all);
      candidate.score += RANK.part * candidate.parts[0][1];
    }
    return [...some.sort(better), ...candidates];
  }
  phrase(query, heard, best) {
    let text = flatWords(this.han ? [...query].map((c) => this.han.get(c) || c).join('') : query);
    let corrected = false;
    for (const one of heard) {
      if (!one.corrected.length) continue;
      const hit = best && one.hits.get(best.page);
      const word = one.corrected[hit ? hit.variant : 0];
      text = text.replace(` ${one.asked} `, () => ` ${word} `);
      corrected = true;
    }
    return [corrected ? text.trim() : null, text];
  }

  async row(candidate, heard, phrase, excerpts) {
    const { page } = candidate;
    let file = 0;
    while (file + 1 < this.firsts.length && this.firsts[file + 1] <= page) file++;
    const record = (await this.load('r' + file))[page - this.firsts[file]];
    const { parts } = candidate;
    const best = parts.length ? parts[0][1] : 0;
    let number = parts.length ? parts[0][0] : 0;
    let text = await this.text(record, number);
    let body = flat(text, this.han);
    const wanted = inner(phrase);
    let phrased = body.text.includes(wanted);
    const home = homeOf(record, number);
    for (const [other, worth] of parts.slice(1, 1 + RANK.others)) {
      if (phrased || worth < best * RANK.nearly) break;
      const place = homeOf(record, other);
      if (place && !(home && home[0] === place[0])) continue;
      const otherText = await this.text(record, other);
      const otherBody = flat(otherText, this.han);
      if (otherBody.text.includes(wanted)) [number, text, body, phrased] = [other, otherText, otherBody, true];
    }
    const [heading, anchor] = headingOf(record, number);
    const title = flat(record[1], this.han).text, section = flat(heading, this.han).text;
    let gain = likeness(title, phrase, RANK.title_phrase);
    gain += likeness(section, phrase, RANK.heading_phrase);
    if (phrased) gain += RANK.text_phrase;
    gain += RANK.pairs * pairsIn([title, section, body.text], phrase);
    const score = candidate.score + gain * (wanted.length < phrase.length ? RANK.unspaced : 1);
    let shown = ['', []];
    if (excerpts) {
      const patterns = heard.filter((one) => one.hits.has(page)).map((one) => one.patterns);
      shown = excerptOf(text, body, patterns, RANK.excerpt[/^(zh|ja|ko)/.test(this.root.lang) ? 1 : 0]);
    }
    const more = [];
    for (const [part, worth] of parts) {
      const other = headingOf(record, part);
      const url = address(record[0], other[1]);
      if (more.length < 2 && worth * 2 >= best && other[0] !== heading && !more.some((known) => known.url === url)) {
        more.push({ url, section: other[0] });
      }
    }
    return { url: address(record[0], anchor), title: record[1], section: heading, excerpt: shown[0], kind: this.kind(page), score, marks: shown[1], more };
  }
  async text(record, part) {
    if (part < record[4].length) return record[4][part];
    const home = homeOf(record, part);
    return home ? (await this.load('x' + home[0]))[home[2] + part - home[1]] : '';
  }
}

function add(heard, postings, weight, variant) {
  for (const posting of postings.list) {
    const score = posting.level * weight;
    let hit = heard.hits.get(posting.page);
    if (!hit) heard.hits.set(posting.page, hit = { score: 0, sure: 0, title: 0, titleLength: 0, parts: [0, 0], headings: [0, 0], places: [], variant: 0 });
    if (score > hit.score) {
      hit.score = score;
      hit.variant = variant;
      hit.places = posting.places;
    }
    hit.sure = Math.max(hit.sure, weight);
    if (posting.title) {
      hit.title = Math.max(hit.title, weight);
      hit.titleLength = posting.title;
    }
    for (const key of ['parts', 'headings']) hit[key] = [hit[key][0] | posting[key][0], hit[key][1] || posting[key][1]];
  }
}

function rarity(pages, all) {
  let x = 1 + (all - pages + 0.5) / (pages + 0.5), whole = 0;
  while (x >= 2) { x /= 2; whole++; }
  const t = x - 1;
  return whole + t * (1.4425 - t * (0.7181 - t * (0.4575 - t * (0.2776 - t * 0.0957))));
}

function ofPage(heard, page, all) {
  let impact = 0, covered = 0, titled = 0, whole = 0, length = 0, near = 0, before = null;
  for (const one of heard) {
    const hit = one.hits.get(page);
    if (!hit) { before = null; continue; }
    impact += one.weight * hit.score;
    covered += one.weight * hit.sure;
    if (hit.title > 0) {
      titled += one.weight * hit.title;
      whole += one.cover * hit.title;
      length = Math.max(length, hit.titleLength);
    }
    if (before) {
      const apart = one.place - before.one.place;
      if (before.hit.places.some((a) => hit.places.some((b) => (b - a + SKETCH) % SKETCH === apart))) near += (before.one.weight + one.weight) / 2;
    }
    before = { one, hit };
  }
  impact = impact / LEVELS / all;
  covered /= all;
  titled /= all;
  whole = length > 0 ? whole / Math.max(length, whole) : 0;
  return covered * covered * (RANK.impact * impact + RANK.title * titled + RANK.whole * titled * whole * whole) + RANK.near * near / all;
}

function ofParts(heard, page, all) {
  const hits = heard.filter((one) => one.hits.has(page)).map((one) => [one, one.hits.get(page)]);
  const bits = hits.reduce((sum, [, hit]) => sum | hit.parts[0] | hit.headings[0], 1);
  const numbers = [];
  for (let part = 0; part < BITS; part++) if (bits >> part & 1) numbers.push(part);
  for (const [, hit] of hits) for (const far of [hit.parts[1], hit.headings[1]]) if (far && !numbers.includes(far)) numbers.push(far);
  const has = (parts, part) => (part < BITS ? parts[0] >> part & 1 : parts[1] === part);
  return numbers.map((part) => {
    let worth = 0;
    for (const [one, hit] of hits) {
      let share = 0;
      if (has(hit.headings, part)) share = RANK.heading;
      else if (part === 0 && hit.title > 0) share = RANK.top;
      if (has(hit.parts, part)) share += 1;
      worth += one.weight * hit.sure * share;
    }
    return [part, worth / all];
  }).sort((a, b) => b[1] - a[1]);
}

// Optimal string alignment: insertions, deletions, changes, neighbours exchanged.
function osa(a, b, most) {
  let before = [], row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let d = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, before[j - 2] + 1);
      next.push(d);
      least = Math.min(least, d);
    }
    if (least > most + 1) return least;
    [before, row] = [row, next];
  }
  return row[b.length];
}

const slug = (heading) => {
  let out = '';
  for (const c of heading) {
    if (c === '_' || isWord(c)) out += small(c);
    else if ((c === ' ' || c === '-') && out && !out.endsWith('-')) out += '-';
  }
  return out.replace(/-+$/, '');
};
const homeOf = (record, part) => (part < record[4].length ? null : (record[5] || []).filter(([, first]) => first <= part).pop());
function headingOf(record, part) {
  const headings = record[2].split('\n'), anchors = record[3].split('\n');
  for (let at = part; at > 0; at--) {
    const heading = headings[at - 1];
    if (heading) {
      const anchor = anchors[at - 1];
      return [heading, anchor === ' ' ? '' : anchor || slug(heading)];
    }
  }
  return ['', ''];
}
const address = (url, anchor) => (anchor ? `${url}#${encodeURIComponent(anchor)}` : url);

// ---- texts: as in excerpt.rs

const inner = (phrase) => {
  let text = phrase;
  if (isGram(text[1])) text = text.slice(1);
  if (text.length > 1 && isGram(text[text.length - 2])) text = text.slice(0, -1);
  return text;
};
const likeness = (text, phrase, [same, has]) => (text === phrase ? same : text.includes(inner(phrase)) ? has : 0);
function pairsIn(texts, phrase) {
  const spaces = [];
  for (let at = 0; at < phrase.length; at++) if (phrase[at] === ' ') spaces.push(at);
  let all = 0, found = 0;
  for (let k = 0; k + 2 < spaces.length; k++) {
    const pair = inner(phrase.slice(spaces[k], spaces[k + 2] + 1));
    all++;
    if (texts.some((text) => text.includes(pair))) found++;
  }
  return all ? found / all : 0;
}
function excerptOf(text, body, patterns, length) {
  const hits = [];
  patterns.forEach((forms, number) => {
    for (const [word, whole] of forms) {
      const gram = isGram([...word][0]);
      const wanted = gram ? word : ` ${word}${whole ? ' ' : ''}`;
      let from = 0;
      for (let k = 0; k < 30; k++) {
        const at = body.text.indexOf(wanted, from);
        if (at < 0) break;
        from = at + 1;
        const first = at + (gram ? 0 : 1);
        let past = first + word.length;
        while (!gram && past < body.text.length && body.text[past] !== ' ') past++;
        hits.push([body.at[first], body.at[past - 1] + 1, number]);
      }
    }
  });
  hits.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  let most = 0, best = null;
  hits.forEach((hit, at) => {
    const seen = new Set();
    for (let other = at; other < hits.length && hits[other][1] <= hit[0] + Math.floor(length * 3 / 4); other++) seen.add(hits[other][2]);
    if (seen.size > most) { most = seen.size; best = hit; }
  });
  const quarter = Math.floor(length / 4), sixth = Math.floor(length / 6);
  const whole = (at) => (/[\uDC00-\uDFFF]/.test(text[at]) ? at - 1 : at);
  let start = 0;
  if (best && best[0] > quarter) {
    const least = best[0] - quarter;
    const line = text.lastIndexOf('\n', best[0] - 1), space = text.indexOf(' ', least);
    if (line >= least) start = line + 1;
    else if (space >= 0 && space < best[0]) start = space + 1;
    else start = whole(least);
  }
  let end = text.length;
  if (start + length < text.length) {
    const last = start + length;
    end = whole(last);
    for (let at = last - 1; at >= last - sixth; at--) if (text[at] === ' ' || text[at] === '\n') { end = at; break; }
  }
  const ahead = start > 0 ? '\u2026' : '';
  const shown = ahead + text.slice(start, end).replace(/\n/g, ' ') + (end < text.length ? '\u2026' : '');
  const marks = [];
  for (const [from, to] of hits) {
    if (from < start || to > end) continue;
    const a = from - start + ahead.length, b = to - start + ahead.length;
    const last = marks[marks.length - 1];
    if (last && a <= last[1]) last[1] = Math.max(last[1], b);
    else marks.push([a, b]);
  }
  return [shown, marks];
}

// ---- what the page calls

let index = null, original = null;
const start = () => index || (index = new Index(here));
globalThis.supportalSearch = {
  r(data) {
    const settle = waiting.get(document.currentScript);
    if (settle) settle(data);
  },
  async init() {
    const own = start();
    await own.ready.catch(() => { index = null; return start().ready; });
  },
  async search(query, options = {}) {
    const own = start();
    if (!options.source) return own.search(query, options);
    await own.ready;
    const { up } = own.root;
    if (!up) return own.search(query, options);
    if (!original) {
      const folder = new URL('../'.repeat(up + 1) + 'search/', here).href;
      folders.push(folder);
      original = new Index(folder);
    }
    const rows = await original.search(query, options);
    const climb = (row) => { row.url = '../'.repeat(up) + row.url; };
    for (const row of rows) { climb(row); row.more.forEach(climb); }
    return rows;
  },
  words: (text) => words(clean(text)).map((word) => word.join(' ')),
  flat: flatWords,
  async facets() {
    const own = start();
    await own.ready;
    const products = Object.entries(await own.load('p'));
    return {
      kinds: own.root.k.map(([kind, count]) => ({ kind, count })),
      products: products.map(([product, pages]) => ({ product, count: pages.length })),
    };
  },
};
})();
