// Search in the browser, without a server: shards of the index are scripts beside this one, loaded
// as a query needs them. Follows src/index/query/ step by step; a test compares the two.
//
// supportalSearch.init({ base })      takes the root that came with this script, the next time loads it as it then is
// supportalSearch.search(query, { limit, kind, product, source })
//   resolves to rows { url, title, section, excerpt, kind, score, marks, more }, best first, with
//   the properties `corrected` (the query as understood) and `total` (pages with any of its words)
// supportalSearch.words(text), .flat(text)   how text is cut and folded, for tests, once init is done
//
// What is delivered has short names and no comments (src/index/deliver.rs). For its sake functions are
// arrows with their parameters in brackets, objects name every value (`text: text`), no text stands in
// backticks, and every statement ends in `;`. RULE is what both sides have alike (`delivered` in
// src/index/build.rs).
(() => {
const BREAK = 1;
const DROP = 2;
const FOLD = 4;
const HAN = 5;

// The one policy: admits the files of an index, below the folder of this script or of another
// language's index that a root names, and nothing else.
const folders = [];
const admit = {
  createScriptURL: (url) => {
    if (folders.some((folder) => url.startsWith(folder) && /^(root|\w{10}\/\w+)\.js$/.test(url.slice(folder.length)))) return url;
    throw url;
  },
};
const policy = globalThis.trustedTypes?.createPolicy('supportal', admit) || admit;

// Resolves to what the script at `url` hands to `r`.
const script = (url) => new Promise((resolve, reject) => {
  const element = document.createElement('script');
  element.give = resolve;
  element.onload = element.onerror = () => reject(element.remove());
  element.src = policy.createScriptURL(url);
  document.head.append(element);
});
const each = (list, ask) => Promise.all(list.map(ask));

// Reads a text from its front: a number, or so many units as they are. After the end NaN.
const reader = (text) => {
  let at = 0;
  return (units) => {
    if (units >= 0) return text.slice(at, at += units);
    let value = 0, scale = 1, digit;
    do {
      digit = text.charCodeAt(at++);
      digit -= 32 + (digit > 34) + (digit > 92);
      value += digit * scale;
      scale *= 31;
    } while (digit > 61);
    return value;
  };
};
// The words of a shard that begin with `begin`, each with what is told of it.
const entries = (shard, begin) => {
  const read = reader(shard), found = [];
  for (let word = '', shares; (shares = read()) >= 0;) {
    word = word.slice(0, shares) + read(read());
    const told = read(read());
    if (word.startsWith(begin)) found.push([word, told]);
    else if (word > begin) break;
  }
  return found;
};

// ---- words: as in words.rs and words/cut.rs

// Of each character its class; 0 is not known yet.
const classes = new Uint8Array(65536);
const folds = {};
// What Unicode may have given marks to after the browser was made: nothing is composed across it.
let apart = '';
const learn = ([runs, map, more]) => {
  const read = reader(runs);
  for (let at = 0, run; (run = read()) >= 0; at += run >> 4) if (run & 15) classes.fill(run & 15, at, at + (run >> 4));
  for (const pair of map.split(' ')) folds[pair[0]] = pair.slice(1);
  apart += more;
};
// Of the first character of a text: beyond the first plane only those from U+20000 to U+323AF are told.
const classOf = (text = '') => {
  const code = text.codePointAt(0);
  return code < 65536 ? classes[code] : code > 131071 && code < 205744 ? HAN : BREAK;
};
const isGram = (text) => classOf(text) >= HAN;
const isWord = (text) => classOf(text) > DROP;
const clean = (text) => text.replace(/[･-ﾟ]+/g, (kana) => kana.normalize('NFKC')).replace(RegExp('[^' + apart + ']+', 'gu'), (run) => run.normalize());
// Calls `use` with each character of `text` once it is folded, or small letters in a row, which are by far
// the most; where it stands, and what it was. An apostrophe between Cyrillic letters is no break, and nothing.
const fold = (text, use) => text.replace(/[a-z]+|([Ѐ-ӿ])['’](?=[Ѐ-ӿ])|[^]/gu, (run, c = run, at) => {
  if (classOf(c) === FOLD) for (const plain of folds[c] ||= c.normalize('NFKD').toLowerCase()) use(plain, at, c);
  else use(c, at, c);
});

// [kind, word] in reading order; kinds: w word, p part (or two words joined, with a third item), g gram, n number.
const words = (text) => {
  const list = [], chars = [];
  let length = 0, joined = '';
  // Of each character a sign: 0 digit, a small, A capital, x other letter, g gram; breaks stand for themselves.
  let signs = '';
  fold(text, (run, at, raw) => {
    for (const c of run) {
      const cls = classOf(c);
      if (cls === DROP) continue;
      length = cls > DROP && cls < HAN ? length + 1 : 0;
      if (length > RULE.longest) continue;
      chars.push(c);
      signs += cls === BREAK ? c[0] : cls >= HAN ? 'g' : /\d/.test(c) ? 0 : /[a-z]/.test(raw) ? 'a' : /[A-Z]/.test(raw) ? 'A' : 'x';
    }
  });
  signs.replace(/\+?0+(?![0aAx])([-./,() \xA0\u2010-\u2013]{1,2}0+(?![0aAx]))*|[0aAx]+|g+/g, (run, _, at) => {
    const slice = (from, to) => chars.slice(at + from, at + to).join('');
    const word = slice(0, run.length), ahead = signs.slice(at - 2, at), before = /[0aAx][-./_!&]/.test(ahead) && joined;
    joined = '';
    if (run[0] === 'g') for (let from = 0; from < (run.length - 1 || 1); from++) list.push(['g', slice(from, from + Math.min(2, run.length))]);
    else if (/[aAx]/.test(run)) {
      if (word === 's' && /[0aAx]['’]/.test(ahead)) return;
      list.push(['w', word]);
      if (before) list.push(['p', before + word, 1]);
      joined = word;
      const parts = run.match(/([Ax]|a(?!A))+a?|a|0+/g);
      let from = 0;
      for (const part of parts) {
        if (parts[1] && part[1]) list.push(['p', slice(from, from + part.length)]);
        from += part.length;
      }
    } else {
      const groups = word.match(/\d+/g), digits = groups.join('').replace(/^0+/, '');
      for (const group of groups) list.push(['w', group]);
      if (/^\d{6,15}$/.test(digits) && (groups[1] || /^[+0]/.test(word))) list.push(['n', digits]);
    }
  });
  return list;
};

// The text flattened, and for each unit where it comes from.
const flat = (text, forms = 0) => {
  let out = ' ', before = 0;
  const units = [0];
  const push = (raw, at) => {
    // One character at a time has another form; `forms` knows "constructor", too.
    const c = !raw[1] && forms[raw] || raw, cls = classOf(c), now = cls < HAN ? cls > BREAK : 2;
    if (cls === DROP || before === 2 && /[ \n]/.test(c)) return;
    if (now !== before && before) {
      out += ' ';
      units.push(at);
    }
    if (now) {
      out += c;
      for (let unit = 0; c[unit];) units.push(at + unit++);
    }
    before = now;
  };
  fold(text, push);
  if (before) push('\0', text.length);
  return { text: out, units: units };
};

// ---- texts: as in excerpt.rs

const inner = (phrase) => phrase.slice(isGram(phrase[1]), phrase.length - isGram(phrase.at(-2)));
const pairsIn = (text, phrase) => {
  const list = phrase.split(' ').slice(1, -1);
  const found = list.filter((word, at) => at && text.includes(inner(' ' + list[at - 1] + ' ' + word + ' ')));
  return found.length / (list.length - 1 || 1);
};
const excerptOf = (text, body, heard, length) => {
  const hits = [], quarter = length >> 2, marks = [];
  heard.forEach((one, number) => {
    for (const [word, whole] of one.patterns) {
      const gram = isGram(word);
      for (let times = 0, at = -1; times < RULE.times && (at = body.text.indexOf(gram ? word : ' ' + word + (whole ? ' ' : ''), at + 1)) >= 0; times++) {
        const first = at + !gram;
        let past = first + word.length;
        while (!gram && body.text[past] !== ' ') past++;
        hits.push([body.units[first], body.units[past - 1] + 1, number]);
      }
    }
  });
  hits.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let most = 0, best = 0, start = 0;
  hits.forEach(([from], at) => {
    const seen = new Set(hits.slice(at).filter((hit) => hit[1] <= from + length * 3 / 4).map((hit) => hit[2])).size;
    if (seen > most) {
      most = seen;
      best = from;
    }
  });
  const whole = (at) => at - /[\uDC00-\uDFFF]/.test(text[at]);
  if (best > quarter) {
    const least = best - quarter, line = text.lastIndexOf('\n', best - 1) + 1, space = text.indexOf(' ', least) + 1;
    start = least < line ? line : space && space <= best ? space : whole(least);
  }
  let end = start + length;
  if (end < text.length) {
    const space = Math.max(text.lastIndexOf(' ', end - 1), text.lastIndexOf('\n', end - 1));
    end = space >= end - length / 6 ? space : whole(end);
  }
  // What is cut off in front, and the sign for it.
  const shift = start && 1 - start;
  for (const [from, to] of hits) {
    const last = marks.at(-1);
    if (from < start || end < to) continue;
    if (last && from + shift <= last[1]) last[1] = Math.max(last[1], to + shift);
    else marks.push([from + shift, to + shift]);
  }
  return [(start ? '…' : '') + text.slice(start, end) + (end < text.length ? '…' : ''), marks];
};

// ---- records: as in records.rs

// Of files of records, from one on: number, the page and the part that it begins with.
const begins = (text, file, at) => {
  const read = reader(text), list = [];
  for (let head; (head = read()) >= 0;) list.push([file++, at += head >> 1, head & 1 && read()]);
  return list;
};
// Heading and address of the part at a place of the record: those of the last one before that has one.
const headingOf = (record, place) => {
  const headings = record[2].split('\n');
  while (place && !headings[place]) place--;
  const heading = headings[place];
  const slug = heading.replace(/[^]/gu, (c) => (c === '_' || isWord(c) ? c : /[ -]/.test(c) ? '-' : '')).replace(/-+/g, '-').replace(/^-|-$/g, '').replace(/[A-Z]/g, (c) => c.toLowerCase());
  const anchor = heading && (record[3].split('\n')[place] || slug).trim();
  return [heading, record[0] + (anchor && '#' + encodeURIComponent(anchor))];
};

// ---- postings: as in postings.rs

// How many pages have the word; and each: page, level, places in the title, headings, parts, signs of what comes after it.
const postings = (told) => {
  const read = reader(told), list = [];
  const parts = () => {
    const value = read(), half = value >> 1;
    return value % 2 ? half : half < RULE.bits ? 1 << half : -half;
  };
  const head = read(), pages = head & 1 ? read() : head >> 1;
  for (let page = 0; list.length < head >> 1; page++) {
    page += read();
    const value = read(), after = [];
    list.push([page, (value >> 2) + 1, value & 1 && read(), value & 2 && parts(), parts(), after]);
    for (let sign; after.length < RULE.signs && (sign = read()) < RULE.sketch;) after.push(sign);
  }
  return [pages, list];
};
// What is known of parts, bits and one beyond them, stands at a place of `known`.
const join = (known, at, parts) => parts < 0 ? known[at + 1] ||= -parts : known[at] |= parts;
const add = (heard, list, weight, variant) => {
  for (const [page, level, title, headings, parts, after] of list) {
    const hit = heard.hits.get(page) || { strength: 0, variant: 0, sure: 0, titled: 0, width: 0, parts: [0, 0, 0, 0] };
    heard.hits.set(page, hit);
    if (level * weight > hit.strength) {
      hit.strength = level * weight;
      hit.variant = variant;
    }
    if (weight > hit.sure) {
      hit.sure = weight;
      hit.after = after;
    }
    if (title && weight > hit.titled) {
      hit.titled = weight;
      hit.width = title;
    }
    join(hit.parts, 0, parts);
    join(hit.parts, 2, headings);
  }
};

// ---- ranking: as in rank.rs and query/rows.rs

const ofPage = (heard, page, all) => {
  let sure = 1, impact = 0, covered = 0, titled = 0, whole = 0, width = 0, near = 0;
  for (const one of heard) {
    const hit = one.hits.get(page), weight = one.weight;
    if (hit) {
      sure *= hit.sure;
      impact += weight * hit.strength;
      covered += weight * hit.sure;
      titled += weight * hit.titled;
      whole += one.cover * hit.titled;
      width = Math.max(width, hit.width);
      if (one.after && hit.after.includes(one.sign)) near += weight * (one.gram ? RULE.after : sure < 1 ? RULE.loose : RULE.near);
    }
  }
  covered /= all;
  titled /= all;
  whole = width && titled * whole / Math.max(width, whole);
  return covered * covered * (impact / RULE.levels / all + RULE.title * titled + RULE.whole * whole * whole) + near / all;
};
// The parts of a page that have words, with their worth, best first.
const ofParts = (heard, page, all) => {
  const some = heard.map((one) => [one.weight, one.hits.get(page)]).filter((one) => one[1]), numbers = new Set([0]);
  for (const [, hit] of some) {
    for (let part = 0, bits = hit.parts[0] | hit.parts[2]; bits >> part; part++) if (bits >> part & 1) numbers.add(part);
    numbers.add(hit.parts[1]).add(hit.parts[3]);
  }
  return [...numbers].map((part) => {
    let worth = 0;
    for (const [weight, hit] of some) {
      const has = (at) => part < RULE.bits ? hit.parts[at] >> part & 1 : hit.parts[at + 1] === part;
      worth += weight * hit.sure * ((has(2) ? RULE.heading : !part && hit.titled ? RULE.top : 0) + has(0));
    }
    return [part, worth / all];
  }).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
};

// ---- an index

let original;
const open = (folder) => {
let root, files, ready, first;

// Takes the root that came with the engine, or loads it: once, again after it could not be loaded, and `anew`.
const start = (anew) => ready = !anew && ready || (async () => {
  root = first || await script(folder + 'root.js');
  first = 0;
  if (root.v !== RULE.version) throw 0;
  files = {};
  learn(root.w);
  if (root.o) files = await load('all');
})().catch((error) => {
  ready = 0;
  throw error;
});
// What was loaded or answered before; what failed is made again.
const once = (name, make) => files[name] ??= make().catch((error) => {
  delete files[name];
  throw error;
});
const load = (name) => once(name, () => script(folder + root.g + '/' + name + '.js'));
// Of shards that start with the words of `starts` the numbers of those that may hold words beginning with `begin`.
const find = (starts, begin) => {
  const homes = [];
  let at = 0;
  while (starts[at + 1] <= begin) at++;
  do homes.push(at++); while (starts[at]?.startsWith(begin));
  return homes;
};
// The names of such shards; `more` where others stand in the next block of a list in two levels.
const homesOf = async (letter, begin) => {
  let homes = find(root[letter].split(' '), begin);
  const size = root.d[letter], [block, many] = homes;
  if (size) homes = find((await load('d' + letter + block)).split(' '), begin).map((at) => block * size + at);
  homes = homes.map((home) => letter + home);
  homes.more = homes[RULE.prefix_shards] || size && many;
  return homes;
};
// The words that begin with `begin` in the shards, at most so many, that may hold words beginning with `word`.
const within = async (letter, word, count, begin = word) => (await each((await homesOf(letter, word)).slice(0, count), load)).flatMap((shard) => entries(shard, begin));
const exact = async (word) => {
  const [entry] = await within('t', word, 1);
  return entry?.[0] === word && postings(entry[1]);
};
const kindOf = (page) => {
  let next = 0;
  return root.k.find((one) => page < (next += one[1]))[0];
};

// ---- the query: as in query/tokens.rs

const tokensOf = (query) => {
  // What a question begins and ends with stands apart, so that none of its characters is paired with the subject;
  // not where that leaves one character, which no index has: it is a piece of the text.
  const asking = RegExp('^(' + root.x + ')+|(' + root.x + ')+[ ?？]*$', 'g');
  // A space may be one too many, as a sign that joins words may, but for those at words of one or two letters.
  const list = words((query.replace(asking, '')[1] ? query.replace(asking, ' $& ') : query).replace(/(\S\S\S) (?=\S\S\S)/g, '$1-'));
  const tokens = [];
  let at = 0;
  // What comes after the word just read.
  const next = () => list.slice(at).find(([kind]) => kind !== 'p')?.[1] || '';
  const push = (text, more) => tokens.push({ text: text, after: next(), cover: 1, alone: !list[1], instead: [], alike: [], ...more });
  while (list[at]) {
    const [kind, text, joined] = list[at++];
    if (kind === 'w') push(text);
    else if (kind === 'p') joined ? tokens.slice(-2).map((token) => token.alike.push([[text], 1, 1])) : text[2] && tokens.at(-1).instead.push(text);
    else if (kind === 'n') {
      const groups = tokens.splice(tokens.findLastIndex((token) => !/^\d+$/.test(token.text)) + 1);
      push(text, { cover: groups.length, instead: groups.map((group) => group.text) });
    } else {
      const pairs = [[...text]];
      let pair;
      while (list[at]?.[0] === 'g' && pairs.at(-1)[1] === (pair = [...list[at][1]])[0] && pair[1]) {
        pairs.push(pair);
        at++;
      }
      runOf(pairs, next(), push);
    }
  }
  if (tokens[0]) tokens.at(-1).last = isWord([...query].pop());
  // Who writes at length does so with words that tell nothing: its subject may stand behind them.
  tokens.sort((a, b) => asks(a) - asks(b)).splice(RULE.words);
  for (const token of tokens) {
    // Those that are added are read for the next letter: a word may have several. The space before a word stands for
    // its beginning, where an article goes. Two letters are left at least.
    const texts = [' ' + token.text];
    for (const [letter, written, plain] of root.a) {
      texts.forEach((text) => {
        const other = text.includes(written) ? text.replaceAll(written, plain) : text.replaceAll(plain, query.toLowerCase().includes(letter) ? written : plain);
        if (other !== text && other[2]) token.alike.push([[(texts[texts.length] = other).slice(1)], RULE.alike, 1]);
      });
    }
  }
  for (const group of root.y) {
    for (const member of group) {
      if (flat(query).text.includes(member[0])) for (const other of group) for (const token of tokens) if (other !== member && member.includes(token.text, 1)) token.alike.push([other.slice(1), RULE.synonym]);
    }
  }
  return tokens;
};
const runOf = (pairs, next, push) => {
  const count = pairs.length, many = count > RULE.all_pairs;
  const mixed = ([a, b]) => classOf(a) !== classOf(b);
  const chosen = [];
  for (let at = 0; at < count; at += many ? 2 : 1) {
    if (many && mixed(pairs[at]) && pairs[at + 1] && !mixed(pairs[at + 1])) at++;
    chosen.push(at);
  }
  if (chosen.at(-1) < count - 1) chosen.push(count - 1);
  chosen.forEach((at, number) => push(pairs[at].join(''), {
    gram: 1,
    after: (pairs[at + 1] || [0, ...next, ''])[1],
    cover: count / chosen.length,
    instead: (number ? [at + 1] : [at - 1, at + 1]).filter((next) => pairs[next] && !chosen.includes(next)).map((next) => pairs[next].join('')),
  }));
};

// ---- as in query/heard.rs

// The words that begin so, or the list made for them.
const begunWith = async (text) => within('t', text + ((await homesOf('t', text)).more ? '*' : ''));
const asks = (token) => root.q.includes(' ' + token.text + ' ');
// By how rare it is, if so many pages have it; words of questions alike.
const weigh = (token, pages) => {
  let x = (root.n + 1) / (pages + 0.5), whole = 0;
  for (; x >= 2; x /= 2) whole++;
  x--;
  return (asks(token) ? RULE.asking : whole + x * (1.34 - x * 0.34)) * token.cover;
};
const heardOf = (token) => ({ ...token, sign: [...token.after].slice(0, RULE.letters).reduce((sum, c) => sum * 26 + c.codePointAt(), 0) % RULE.sketch, weight: 0, hits: new Map, patterns: [], slips: [] });
// Of another spelling all is added to what is `heard` of the word, meant with the weight `sure`.
const hear = async (token, heard = heardOf(token), sure = 1) => {
  const text = token.text, endings = ['', ...root.s];
  heard.patterns.push([text, !token.last], ...token.instead.map((part) => [part, 1]));
  // Beginnings of one word, the shortest first.
  const stems = token.gram ? [] : endings.filter((ending) => text.endsWith(ending)).map((ending) => text.slice(0, text.length - ending.length))
    .filter((stem) => [...stem].length >= RULE.stem - (stem === text)).sort();
  // All that may be asked for is asked for at once.
  const [near, lists, begun] = await Promise.all([
    within('t', text, 1, stems[0] || text),
    each(token.alike, (alike) => each(alike[0], exact)),
    token.last ? begunWith(text) : [],
  ]);
  const found = near.find((entry) => entry[0] === text);
  const take = (told, weight) => {
    const [pages, list] = postings(told);
    add(heard, list, weight * sure);
    return pages;
  };
  const pages = found && take(found[1], 1);
  token.alike.forEach(([list, weight], at) => {
    if (lists[at].includes(false)) return;
    add(heard, lists[at].map((one) => one[1]).reduce((before, next) => next.flatMap(([page, level, title, ...rest]) => {
      const other = before.find((one) => one[0] === page);
      return other ? [[page, Math.min(level, other[1]), other[2] && title, ...rest]] : [];
    })), weight);
    for (const word of list) heard.patterns.push([word, 1]);
  });
  for (const [word, told] of near) {
    if (word !== text && stems.some((stem) => word.startsWith(stem) && endings.includes(word.slice(stem.length)))) {
      take(told, RULE.inflected);
      heard.patterns.push([word, 1]);
    }
  }
  // Of lists made for many words only that of the beginning itself.
  for (const [word, told] of begun) {
    if (word !== text && !word.includes('*', text.length + 1)) take(told, RULE.prefix[0] + RULE.prefix[1] * (text.length / word.length));
  }
  for (const [[other], weight, spelled] of token.alike) if (spelled) await hear({ ...token, text: other, alike: [] }, heard, weight);
  heard.weight = weigh(token, pages || heard.hits.size);
  return heard;
};
// A word that is nowhere: its other form, its parts, or the words it may be a slip for.
const hearOtherwise = async (token, asked) => {
  const other = token.gram && await formOf(token.text, asked);
  const found = other && await hear({ ...token, text: other, after: await formOf(token.after, asked) || token.after });
  if (found && found.hits.size) return found;
  const parts = await each(token.instead, async (part, offset) => hear({
    ...token,
    text: await formOf(part, asked) || part,
    after: '',
    cover: token.cover / token.instead.length,
    last: token.last && !token.instead[offset + 1],
    alike: [],
  }));
  const some = parts.filter((part) => part.hits.size);
  if (some[0]) return some;
  const heard = heardOf(token);
  const letters = [...token.text], half = letters.length >> 1;
  if (!token.gram && !asks(token) && letters[RULE.least] && !letters[RULE.most]) {
    const near = ([letter, list]) => within(letter, list.join(''), RULE.prefix_shards);
    const lists = each([['f', letters.slice(0, half)], ['b', letters.slice(half + 1).reverse()]], near);
    const chosen = (await load('c'))[0](letters, await lists, root.q, token.alone);
    const found = await each(chosen, ([word]) => exact(word));
    chosen.forEach(([word, weight], variant) => {
      if (found[variant]) add(heard, found[variant][1], weight, variant);
      heard.patterns.push([word, 1]);
      heard.slips.push(word);
    });
  }
  heard.weight = weigh(token, heard.hits.size) * (token.gram ? RULE.lost : 1);
  return heard;
};
// The word in the form of Han characters that the index has, if it is another.
const formOf = async (word, asked) => root.h && isGram(word) && (await load('c'))[2](word, await load('h'), asked);

// ---- as in query/rows.rs

const answer = async (raw, { limit: limit = 10, kind: kind, product: product }) => {
  if ([...raw + clean(raw)].some((c) => !classOf(c))) learn(await load('w'));
  const query = clean(raw), rows = [], changes = [], asked = [];
  // From the last on: a word is told whether those behind it are meant themselves.
  const heard = (await each(tokensOf(query), async (token) => {
    const found = await hear(token);
    return found.hits.size ? found : hearOtherwise(token, asked);
  })).flat().reverse();
  const products = new Map(product && await load('p')).get(product);
  const all = heard.reduce((sum, one) => sum + one.weight, 0);
  let text = flat(query).text;
  const contact = root.c.some((word) => text.includes(word));
  const better = (a, b) => b.score - a.score || a.page - b.page;
  let candidates = [];
  for (const page of new Set(heard.flatMap((one) => [...one.hits.keys()]))) {
    if (kind && kindOf(page) !== kind || product && !products?.includes(page)) continue;
    candidates.push({ page: page, score: ofPage(heard, page, all) * (root.u[+contact][page] || 1) });
  }
  rows.total = candidates.length;
  candidates.sort(better);
  const some = candidates.splice(0, RULE.parts_of);
  for (const candidate of some) {
    candidate.parts = ofParts(heard, candidate.page, all);
    candidate.score += RULE.part * candidate.parts[0][1];
  }
  candidates = [...some.sort(better), ...candidates].slice(0, Math.max(limit, RULE.again));
  text = flat(query, asked[0]).text;
  for (const one of heard) {
    const word = one.slips[one.hits.get(candidates[0]?.page)?.variant];
    if (word) {
      changes.push([' ' + one.text + ' ', ' ' + word + ' ']);
      text = text.replace(...changes.at(-1));
    }
  }
  const found = await each(candidates, (candidate) => rowOf(candidate, heard, text, asked[0]));
  rows.push(...found.sort(better).slice(0, limit));
  rows.corrected = changes[0] && (await load('c'))[1](query, rows[0], changes);
  return rows;
};
const rowOf = async ({ page: page, score: score, parts: worths = [[0, 0]] }, heard, phrase, forms) => {
  // The last of such files that begins not behind the best part.
  const seek = (list) => list.findLast(([, at, part]) => at < page || at === page && part <= worths[0][0]);
  let [file, first, begin] = seek(files.r ||= begins(root.r, 0, 0));
  if (root.d.r) [file, first, begin] = seek(begins(await load('dr' + file), file * root.d.r, first));
  if (first < page) begin = 0;
  const record = (await load('r' + file))[page - first], wanted = inner(phrase), more = [];
  // Only parts that are at hand, by their places in the record.
  const parts = worths.map(([part, worth]) => [part - begin, worth]).filter(([place]) => place in record[4]), best = parts[0][1];
  const bodyOf = (place) => flat(record[4][place], forms);
  // A heading that is the query.
  const named = record[2].split('\n').findIndex((heading) => flat(heading, forms).text === phrase);
  let number = named < 0 ? parts[0][0] : named, body = bodyOf(number);
  for (const [other, worth] of parts.slice(1, named < 0 ? 1 + RULE.others : 0)) {
    if (body.text.includes(wanted) || worth < best * RULE.nearly) break;
    if (bodyOf(other).text.includes(wanted)) body = bodyOf(number = other);
  }
  const [section, url] = headingOf(record, number);
  // The heading of a page's beginning is its title.
  const texts = [...[record[1], section || record[1]].map((text) => flat(text, forms).text), body.text];
  const gainOf = (phrase) => RULE.phrases.reduce((gain, [same, has], at) => gain + (texts[at] === phrase ? same : texts[at].includes(inner(phrase)) ? has : texts[at].includes(phrase.slice(0, -1)) ? has * RULE.begun : 0), RULE.pairs * pairsIn(texts.join('\n'), phrase));
  let gain = gainOf(phrase);
  // Of grams nothing tells where a word's ending begins: without it the query may be what is meant.
  for (const ending of root.s) if (wanted[ending.length + 1] && wanted.endsWith(ending)) gain = Math.max(gain, RULE.ending * gainOf(phrase.slice(0, -1 - ending.length) + ' '));
  // What a question is made with is shown only where the query has nothing else.
  const [excerpt, marks] = excerptOf(record[4][number], body, heard.filter((one) => one.hits.has(page) && (!asks(one) || heard.every(asks))), root.e);
  for (const [part, worth] of parts) {
    if (more[1] || worth * 2 < best) break;
    const [heading, address] = headingOf(record, part);
    if (heading && heading !== section && !more.some((known) => known.url === address)) more.push({ url: address, section: heading });
  }
  return { url: url, title: record[1], section: section, excerpt: excerpt, kind: kindOf(page), score: score + gain * (wanted.length < phrase.length ? RULE.unspaced : 1), marks: marks, more: more };
};

// ---- what the page calls

folders.push(folder);
return {
  r: (data) => (document.currentScript.give || ((data) => first = data))(data),
  init: () => start(1),
  search: async (query, options = {}) => {
    await start();
    if (options.source && root.up) return (original ||= open(new URL('../../search/', folder).href)).search(query, options);
    const ask = () => answer(query, options);
    // Published anew since the root was loaded: its shards are gone. Who asks may change the copy that it is given.
    return structuredClone(await once(query + JSON.stringify(options), ask).catch(() => start(1).then(ask)));
  },
  words: (text) => words(clean(text)),
  flat: (text) => flat(clean(text)).text,
};
};
globalThis.supportalSearch = open(document.currentScript.src.replace(/[^/]*$/, ''));
})();
