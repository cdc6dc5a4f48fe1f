// What the search box and the search page share: asking, texts with their words marked, and saying
// aloud what was found.
//
// What is delivered of it has short names, for which it keeps the rules of src/model/script.rs.
(() => {
  "use strict";
  const base = new URL(document.documentElement.dataset.base || "./", location.href).href;
  // With fewer rows than this the source language is asked, too.
  const FEW = 5;
  // Who has waited so many milliseconds is told that an answer is coming.
  const PATIENT = 500;
  const file = (row) => row.url.split("#")[0];
  let ready, runtime, saying;

  // The engine is a file for those who search, so no page waits for it: it comes once all else is there, or
  // with the first need. Its address stands in the page, and a copy of what stands there may be run: no text
  // becomes an address here, so the Trusted Types policy has nothing to admit.
  function load() {
    // A heading may have this name for its id, and browsers then give it for what is not there yet.
    if (globalThis.supportalSearch?.init) return Promise.resolve();
    runtime ??= new Promise((resolve, reject) => {
      const script = document.querySelector("template[data-engine]").content.querySelector("script").cloneNode();
      script.onload = resolve;
      script.onerror = () => {
        runtime = null;
        script.remove();
        reject(new Error(script.src));
      };
      document.head.append(script);
    });
    return runtime;
  }
  const early = () => setTimeout(() => theme.warm().catch(() => {}));
  if (document.readyState === "complete") early();
  else addEventListener("load", early);

  const theme = (globalThis.supportalTheme = {
    // What comes early: the engine.
    warm: load,
    // Resolves to who answers what is typed: the index, unless another script puts itself here.
    engine: () => theme.index(),
    // Resolves to the engine of the index, which search/search.js puts in place; started at the first need.
    index: () => {
      ready ??= load()
        .then(() => supportalSearch.init({ base }))
        .then(() => supportalSearch);
      ready.catch(() => (ready = null));
      return ready;
    },
    // A function that asks and calls `show(query, rows)`; answers to an older question are dropped. `tell(text)` is
    // called where the answer is long in coming.
    // `rows.also` are pages that only their words in the source language find. They are waited for: a
    // list that grows once it is read moves what one is about to choose. What is `half` written and on no page is
    // not answered yet.
    asker: (form, show, fail, tell) => {
      let latest = 0;
      let waiting;
      const waited = () => (waiting = clearTimeout(waiting));
      return async (query, options, half) => {
        const number = ++latest;
        if (!query) {
          waited();
          return theme.missed(form, "");
        }
        // Who goes on typing waits all the same.
        if (!half) waiting ||= setTimeout(tell, PATIENT, form.dataset.tSearching);
        try {
          const engine = await theme.engine();
          const rows = await engine.search(query, options);
          let also = [];
          if (form.dataset.source && (rows.length < FEW || rows.corrected) && number === latest) {
            also = await engine.search(query, { ...options, source: true, limit: FEW }).catch(() => []);
          }
          // Addresses are relative to the folder of each language.
          const known = rows.map(file);
          rows.also = also.filter((row) => !known.includes(file(row))).slice(0, 3);
          // Of another spelling, as of the rows of this language.
          const values = { words: also.corrected, query, count: rows.also.length };
          rows.also.instead = also.corrected ? theme.fill(form.dataset.tInstead, values) : "";
          // Where the addresses are the same, rows lead to the page in the language of this one, and to
          // the same place there; a page that is not translated stands there with its original.
          const up = "sourceHere" in form.dataset ? "" : "../";
          for (const row of rows.also) for (const place of [row, ...row.more]) place.url = up + place.url;
          if (number !== latest) return;
          waited();
          if (half && !rows.length) return theme.missed(form, "");
          show(query, rows);
          // With a filter it is the filter that leaves nothing.
          const none = !rows.length && !rows.also.length && !options.kind && !options.product;
          theme.missed(form, none ? query : "");
        } catch {
          if (number !== latest) return;
          waited();
          fail(form.dataset.tFailed);
        }
      };
    },
    // Whether an event leaves half a syllable or character in a field. Phones compose the words of all languages,
    // but these are read as far as they are written.
    isHalf: (event) => Boolean(event?.isComposing) && /^(zh|ja|ko)/.test(document.documentElement.lang),
    address: (row) => new URL(row.url, base).href,
    make: (name, attributes, ...content) => {
      const made = theme.set(document.createElement(name), attributes);
      made.append(...content);
      return made;
    },
    set: (element, attributes) => {
      for (const name in attributes) element.setAttribute(name, attributes[name]);
      return element;
    },
    excerpt: (name, row) => theme.make(name, { class: "excerpt" }, ...theme.marked(row.excerpt, row.marks)),
    // The text as nodes, with `marks` ([start, end] in UTF-16 units, in order) in <mark>. Its lines are cells,
    // items and paragraphs: a dot stands between them where no mark of punctuation tells them apart.
    marked: (text, marks = []) => {
      const nodes = [];
      const piece = (from, to) =>
        text.slice(from, to).replace(/([.!?:;。！？：；]?)\n/g, (_, told) => (told ? told + " " : " · "));
      let at = 0;
      for (const [start, end] of marks) {
        if (start < at) continue;
        nodes.push(piece(at, start), theme.make("mark", {}, piece(start, end)));
        at = end;
      }
      nodes.push(piece(at));
      // No line ends between the dots and their word: of a long word the dots alone would be left, and more of
      // them where the line is the last.
      nodes[0] = nodes[0].replace(/^…/, "…\u2060");
      return nodes;
    },
    // Tells a screen reader once the typing pauses: each keystroke would talk over the last.
    say: (form, text, also) => {
      const words = form.dataset;
      if (also?.length) text += " " + words.tAlso + " " + (also.instead || theme.fill(words.tResults, { count: also.length }));
      clearTimeout(saying);
      saying = setTimeout(() => (form.querySelector("[role=status]").textContent = text), 500);
    },
    // From right to left, words of the other direction leave the marks around them where they are.
    fill: (text, values) =>
      text.replace(/\{(\w+)\}/g, (whole, name) => {
        const value = values[name];
        const foreign = document.dir === "rtl" && typeof value === "string";
        return foreign ? "\u2068" + value + "\u2069" : (value ?? whole);
      }),
  });
})();
