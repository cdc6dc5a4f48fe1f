// The search page: results while one types, filters, the address kept in step.
//
// What is delivered of it has short names, for which it keeps the rules of src/model/script.rs.
(() => {
  "use strict";
  const page = document.querySelector("[data-search-page]");
  if (!page) return;
  const theme = supportalTheme;
  const { make } = theme;
  const STEP = 20;
  const root = document.documentElement;
  const words = page.dataset;
  const find = (selector) => page.querySelector(selector);
  const all = (selector) => [...page.querySelectorAll(selector)];
  const form = find("[data-search]");
  const input = form.querySelector("input");
  const kinds = all("[data-filter] input");
  const kind = () => kinds.find((kind) => kind.checked)?.value;
  const product = find("[data-product]") || {};
  const status = find("[data-status]");
  const list = find("[data-results]");
  const more = find("[data-more]");
  const anything = find("[data-anything]");
  const also = find("[data-also]");
  const help = find("[data-no-results]");
  const slash = find("[data-slash]");
  // The first, of all kinds, has no value.
  const named = kinds.filter((kind) => kind.value);
  const labels = Object.fromEntries(named.map((kind) => [kind.value, kind.parentNode.textContent.trim()]));
  let limit, timer;
  // Whether the address is one to come back to: the next change makes another.
  let settled = true;
  let half = false;

  const query = theme.asker(form, show, fail, tell);

  find("[data-filter]").addEventListener("change", settle);
  for (const name of ["input", "compositionend"]) {
    input.addEventListener(name, (event) => {
      half = theme.isHalf(event);
      clearTimeout(timer);
      timer = setTimeout(change, 60);
    });
  }
  input.addEventListener("change", () => (settled = true));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    settle();
  });
  anything.addEventListener("click", () => {
    choose({});
    settle();
    input.focus();
  });
  more.addEventListener("click", async () => {
    const { length } = list.children;
    limit += STEP;
    keep("replaceState");
    await ask();
    list.children[length]?.querySelector("a").focus();
  });
  slash.checked = root.dataset.slash !== "off";
  slash.addEventListener("change", () => {
    root.dataset.slash = slash.checked ? "on" : "off";
    try {
      localStorage.setItem("supportal:slash", root.dataset.slash);
    } catch {
      // Not kept, but so on this page.
    }
  });
  // A link within the page leads to no other search, and in a file's address takes the place of the words.
  addEventListener("popstate", () => {
    if (!/^#[^=]+$/.test(location.hash)) start();
    else if (location.protocol === "file:") keep("replaceState");
  });
  start();
  if (!input.value) input.focus();

  function choose(chosen) {
    for (const kind of kinds) kind.checked = kind.value === (chosen.kind || "");
    product.value = chosen.product || "";
  }

  // The words stand behind the # or in the query. Where the page is a file, only the # can be changed.
  function start() {
    let given = new URLSearchParams(location.hash.slice(1));
    if (!given.has("q")) given = new URLSearchParams(location.search);
    given = Object.fromEntries(given);
    clearTimeout(timer);
    input.value = given.q || "";
    half = false;
    choose(given);
    limit = history.state?.limit || STEP;
    settled = true;
    keep("replaceState");
    ask();
  }

  function settle() {
    clearTimeout(timer);
    settled = true;
    half = false;
    change();
    settled = true;
  }

  function change() {
    limit = STEP;
    // What is half written is no address to come back to.
    if (!half) {
      keep(settled && /[?&#]q=[^&]/.test(location.href) ? "pushState" : "replaceState");
      settled = false;
    }
    ask();
  }

  function keep(method) {
    const asked = new URLSearchParams();
    const values = { q: input.value.trim(), kind: kind(), product: product.value };
    for (const name in values) if (values[name]) asked.set(name, values[name]);
    const mark = location.protocol === "file:" ? "#" : "?";
    const href = location.href.split(/[?#]/)[0];
    const text = String(asked) && mark + asked;
    if (href + text === location.href) method = "replaceState";
    try {
      history[method]({ limit }, "", mark === "#" ? text || "#q=" : href + text);
    } catch {
      // Some browsers refuse it for files; the results are shown all the same.
    }
    for (const link of document.querySelectorAll("a[hreflang]")) link.href = link.href.split(/[?#]/)[0] + text;
  }

  function ask() {
    const text = input.value.trim();
    // The lists go before anything comes that would push them down.
    if (help.hidden && !half) browse(!text);
    if (!text) show("", []);
    return query(text, { limit, kind: kind(), product: product.value }, half);
  }

  // Results take the place of the lists of sections and pages.
  function browse(is) {
    root.classList.toggle("asking", !is);
  }

  function tell(text, others) {
    status.textContent = text;
    theme.say(form, text, others);
  }

  function show(query, rows) {
    const none = query && !rows.length;
    const filtered = kind() || product.value;
    put(query, rows);
    help.hidden = !none;
    anything.hidden = !none || !filtered;
    browse(!rows.length);
    // Other words are no help where it is the filters that leave nothing.
    const nothing = (filtered && words.tNoneFiltered) || words.tNoneFor;
    const text = none ? nothing : rows.corrected ? form.dataset.tInstead : words.tResultsFor;
    tell(query && theme.fill(text, { query, words: rows.corrected, count: rows.total }), rows.also);
    // It is another answer, not the old one moved: what stays is put in anew with the rest.
    const answer = find("[data-answer]");
    answer.replaceChildren(...answer.children);
    // Who is there now comes first.
    if (none) help.querySelector("ul")?.prepend(...all("[data-no-results] [data-state=open]").map((open) => open.closest("li")));
  }

  function fail(text) {
    // What is there answers other words.
    put(input.value.trim(), []);
    tell(text);
    help.hidden = false;
    anything.hidden = true;
    browse(true);
  }

  function put(query, rows) {
    list.replaceChildren(...rows.map((row) => result(row)));
    more.hidden = !rows.length || rows.length >= rows.total;
    if (also) {
      also.hidden = !rows.also?.length;
      const instead = find("[data-also-instead]");
      if (instead) instead.textContent = rows.also?.instead || "";
      // The names of kinds are in the page's language, and this list is in another.
      also.lastElementChild.replaceChildren(...(rows.also || []).map((row) => result({ ...row, kind: "" }, "h3")));
    }
    document.title = (query ? query + " – " : "") + words.tTitle;
  }

  function result(row, level = "h2") {
    const where = make("p", { class: "where" }, row.section);
    if (labels[row.kind]) where.prepend(make("span", { class: "tag" }, labels[row.kind]));
    const more = row.more.map((part) => make("p", { class: "where" }, link(part, part.section || row.title)));
    return make("li", {}, make(level, {}, link(row, row.title)), where, theme.excerpt("p", row), ...more);
  }

  function link(row, text) {
    return make("a", { href: theme.address(row) }, text);
  }
})();
