// What is needed where a word is mistyped: a file of its own, as most queries need none of it.
(() => {
// Optimal string alignment: insertions, deletions, changes, neighbours exchanged.
const distanceOf = (a, b) => {
  let before, row = [0, ...b].map((_, j) => j);
  a.forEach((c, i) => {
    const next = [i + 1];
    b.forEach((d, j) => {
      next.push(Math.min(row[j + 1] + 1, next[j] + 1, row[j] + (c !== d), i && j && c === b[j - 1] && d === a[i - 1] ? before[j - 1] + 1 : 99));
    });
    before = row;
    row = next;
  });
  return row[b.length];
};
// The words that a mistyped one may be a slip for: `lists` are the words that begin as it does, and those
// that end so, written backwards; each with how many pages it has. At most three, the likeliest first, each
// with what it weighs; `alone` where the query has no other word: as in query/heard.rs.
const slips = (letters, lists, asking, alone) => {
  const most = letters.length < 9 ? 1 : 2, sorted = (list) => [...list].sort().join('');
  const found = new Map();
  lists.forEach((list, back) => {
    for (const [word, told] of list) {
      const other = back ? [...word].reverse() : [...word];
      if (Math.abs(other.length - letters.length) > most) continue;
      const distance = distanceOf(letters, other);
      // A short word is not told from another one by a single letter: 'left' and 'lift'; where it is all that is asked
      // for, nor is one with a letter more. Arabic and Hebrew write few vowels: of four letters one more is another
      // word there.
      const sure = letters.length > RULE.short || (other[0] === letters[0] && (sorted(other) === sorted(letters) || (other.length !== letters.length && (letters[4] || !/[\u0590-\u06ff]/.test(letters[0])))));
      if (distance && distance <= most && (sure || letters.length >= RULE.short + alone) && !asking.includes(' ' + other.join('') + ' ')) found.set(other.join(''), [distance, other[0] !== letters[0], -told.charCodeAt(0), sure ? RULE.corrected[distance - 1] : RULE.guessed]);
    }
  });
  return [...found].sort(([a, x], [b, y]) => x[0] - y[0] || x[1] - y[1] || x[2] - y[2] || (a < b ? -1 : 1)).slice(0, 3).map(([word, order]) => [word, order[3]]);
};
// The query for its reader: each of `changes` is a word of it and the one that it is read as, flattened; that
// one is written as the first row writes it. As in query/rows.rs.
const said = (query, row, changes) => {
  const WORD = /[\p{L}\p{M}\p{N}]+/gu, shown = row ? [row.title, row.section, row.excerpt].join('\n').match(WORD) || [] : [];
  return query.trim().replace(WORD, (word) => {
    for (const [from, to] of changes) {
      if (supportalSearch.flat(word) !== from) continue;
      const other = shown.find((other) => supportalSearch.flat(other) === to) || to.trim();
      return word === word.toLowerCase() ? other.toLowerCase() : other;
    }
    return word;
  });
};
// The word in the forms of Han characters that the index has, if it is another: 'pairs' are a form and the one
// that it is folded to. From then on the texts of the query, which has 'asked', are compared in those.
const formed = (word, pairs, asked) => {
  const forms = asked[0] ||= Object.fromEntries(pairs.match(/../gu).map((pair) => [...pair]));
  const other = [...word].map((c) => forms[c] || c).join('');
  return other !== word && other;
};
supportalSearch.r([slips, said, formed]);
})();
