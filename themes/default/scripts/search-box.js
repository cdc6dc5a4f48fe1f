// The search box of every page: a combobox whose list shows the best pages while one types.
// Without it the form leads to the search page.
//
// What is delivered of it has short names, for which it keeps the rules of src/model/script.rs.
(() => {
  "use strict";
  const theme = supportalTheme;
  const { make, set } = theme;
  const forms = [...document.querySelectorAll("[data-search]")];
  const onPage = document.querySelector("[data-search-page]");

  // `/` goes to the search, unless another control has the focus or the reader has turned it off.
  document.addEventListener("keydown", (event) => {
    const active = document.activeElement;
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!forms.length || document.documentElement.dataset.slash === "off") return;
    if (active && active !== document.body && active.tagName !== "MAIN") return;
    event.preventDefault();
    const input = forms[0].querySelector("input");
    input.focus();
    input.select();
  });

  for (const form of forms) {
    const input = form.querySelector("input");
    // Who asks is told of a failure; the form leads to the search page in any case.
    input.addEventListener("focus", () => theme.engine().catch(() => {}));
    if (onPage) break;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.assign(address(form, input.value));
    });
    // The contact page has a list of its own.
    if (!form.closest("[data-intake]")) combobox(form, input, form.dataset);
  }

  // A file has no query that every browser keeps, so the words go behind the #.
  function address(form, query) {
    const page = new URL(form.action);
    page[page.protocol === "file:" ? "hash" : "search"] = "q=" + encodeURIComponent(query.trim());
    return page.href;
  }

  function combobox(form, input, words) {
    const id = input.id + "-list";
    const note = make("p", { class: "note" });
    const list = make("div", { id, role: "listbox", "aria-label": form.querySelector("label").textContent });
    const box = make("div", { class: "suggestions", hidden: "" }, note, list);
    const query = theme.asker(form, show, (text) => fill([], text, text), wait);
    let options = [];
    let chosen = -1;
    // ARIA in HTML: a combobox is an input of text.
    set(input, { type: "text", role: "combobox", "aria-expanded": false, "aria-controls": id, "aria-autocomplete": "list" });
    form.append(box);

    input.addEventListener("input", ask);
    // What is composed ends without another `input` in some browsers.
    input.addEventListener("compositionend", ask);
    input.addEventListener("focus", () => box.hidden && ask());
    input.addEventListener("keydown", (event) => {
      const { key } = event;
      // 229: Safari ends a composition before the Enter that ended it.
      if (event.isComposing || event.keyCode === 229) return;
      const last = options.length - 1;
      const to = { ArrowDown: chosen + 1, ArrowUp: chosen < 0 ? last : chosen - 1, Home: 0, End: last }[key];
      if (key === "Escape") {
        if (!box.hidden) event.preventDefault();
        // What is still asked for opens nothing any more.
        return shut();
      }
      if (!/^Arrow(Up|Down)$/.test(key) && chosen < 0) return;
      if (box.hidden) ask();
      else if (key === "Enter") options[chosen].click();
      else if (to !== undefined) choose(to);
      // The caret moves in the words again.
      else return /^Arrow/.test(key) && choose(-1);
      event.preventDefault();
    });
    // A phone that puts its keyboard away takes the focus, and leaves the list to be read.
    form.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !form.contains(relatedTarget) && shut());
    document.addEventListener("pointerdown", ({ target }) => form.contains(target) || shut());
    // The list must not take the focus from the input before the click arrives.
    box.addEventListener("mousedown", (event) => event.preventDefault());
    // A row may lead to a place of this page, which the list would cover.
    box.addEventListener("click", ({ target, ctrlKey, metaKey, shiftKey }) => {
      if (target.closest("a") && !ctrlKey && !metaKey && !shiftKey) shut();
    });

    function ask(event) {
      if (!input.value.trim()) shut();
      else query(input.value.trim(), { limit: 6 }, theme.isHalf(event));
    }

    function show(query, rows) {
      const count = rows.length;
      const values = { words: rows.corrected, query, count };
      const made = rows.map(option);
      if (!count && words.help) made.push(link("", words.help, make("strong", {}, words.tHelp), make("span", { class: "excerpt" }, words.tAsk)));
      if (rows.also.length) {
        const name = make("p", { id: id + "-also", role: "presentation" }, words.tAlso);
        const others = rows.also.map((row) => set(option(row), { lang: words.source, dir: words.sourceDir }));
        const instead = rows.also.instead ? [make("p", { role: "presentation" }, rows.also.instead)] : [];
        made.push(make("div", { class: "also", role: "group", "aria-labelledby": name.id }, name, ...instead, ...others));
      }
      made.push(link("all", address(form, query), count ? words.tAll : words.tWays));
      const said = theme.fill(!count ? words.tNone : rows.corrected ? words.tInstead : words.tResults, values);
      fill(made, count && !rows.corrected ? "" : said, said, rows.also);
    }

    function wait(text) {
      // Rows that are there stay where they are.
      if (options.length) theme.say(form, text);
      else fill([], text, text);
    }

    // The list ends in the window. While one types it does not shrink: it would jump with each letter.
    function fill(made, text, said, also) {
      const room = innerHeight - form.getBoundingClientRect().bottom - 16;
      box.style.minBlockSize = box.hidden ? "" : box.offsetHeight + "px";
      if (box.hidden) box.style.maxBlockSize = Math.min(Math.max(room, 280), 576) + "px";
      choose(-1);
      note.textContent = text;
      note.hidden = !text;
      list.replaceChildren(...made);
      list.hidden = !made.length;
      box.hidden = false;
      box.scrollTop = 0;
      set(input, { "aria-expanded": !list.hidden });
      options = [...list.querySelectorAll("[role=option]")];
      options.forEach((option, at) => (option.id = id + at));
      theme.say(form, said, also);
    }

    function option(row) {
      const excerpt = theme.excerpt("span", row);
      if (row.section) excerpt.prepend(make("b", {}, row.section), " ");
      return link("", theme.address(row), make("strong", {}, row.title), excerpt);
    }

    function link(className, href, ...content) {
      return make("a", { class: className, href, tabindex: -1, role: "option", "aria-selected": false }, ...content);
    }

    function choose(at) {
      if (options[chosen]) set(options[chosen], { "aria-selected": false });
      chosen = at < options.length ? at : -1;
      if (chosen < 0) return input.removeAttribute("aria-activedescendant");
      set(options[chosen], { "aria-selected": true }).scrollIntoView({ block: "nearest" });
      set(input, { "aria-activedescendant": options[chosen].id });
    }

    function shut() {
      query("");
      choose(-1);
      box.hidden = true;
      options = [];
      theme.say(form, "");
      set(input, { "aria-expanded": false });
    }
  }
})();
