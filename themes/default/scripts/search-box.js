// The search box of every page: a combobox whose list shows the best pages while one types.
// Without it the form leads to the search page.
(function () {
  "use strict";
  var theme = globalThis.supportalTheme;
  var forms = Array.prototype.slice.call(document.querySelectorAll("[data-search]"));

  // `/` goes to the search, unless something is being typed or another control has the focus.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.activeElement && document.activeElement !== document.body && document.activeElement.tagName !== "MAIN") return;
    var input = forms.length && forms[0].querySelector("input");
    if (!input) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  forms.forEach(function (form) {
    var input = form.querySelector("input");
    input.addEventListener("focus", function () {
      theme.engine().catch(function () {
        // The form still leads to the search page, which says so.
      });
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      go(form, input.value);
    });
    // The search page and the contact page have lists of their own.
    if (!document.querySelector("[data-search-page]") && !form.closest("[data-intake]")) combobox(form, input);
  });

  // A file has no query that every browser keeps, so the words go behind the #.
  function go(form, query) {
    var page = new URL(form.getAttribute("action"), location.href);
    page[page.protocol === "file:" ? "hash" : "search"] = "q=" + encodeURIComponent(query.trim());
    if (document.querySelector("[data-search-page]")) return;
    location.assign(page.href);
  }

  function combobox(form, input) {
    var list = document.createElement("div");
    var status = document.createElement("p");
    var asked = 0;
    var options = [];
    var chosen = -1;
    list.id = input.id + "-list";
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.dataset.tAll);
    list.hidden = true;
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-haspopup", "listbox");
    form.append(list, status);

    input.addEventListener("input", ask);
    input.addEventListener("focus", function () {
      if (input.value.trim() && list.hidden) ask();
    });
    input.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) return ask();
        event.preventDefault();
        choose(event.key === "ArrowDown" ? chosen + 1 : chosen - 1);
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        options[chosen].click();
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        shut();
      }
    });
    form.addEventListener("focusout", function (event) {
      if (!form.contains(event.relatedTarget)) shut();
    });
    // The list must not take the focus from the input before the click arrives.
    list.addEventListener("mousedown", function (event) {
      event.preventDefault();
    });

    function ask() {
      var query = input.value.trim();
      var number = ++asked;
      if (!query) return shut();
      theme.engine().then(function (engine) {
        return engine.search(query, { limit: 6 });
      }).then(function (rows) {
        if (number === asked && rows) show(query, rows);
      }, function () {
        if (number === asked) shut();
      });
    }

    function show(query, rows) {
      options = rows.map(option);
      chosen = -1;
      input.removeAttribute("aria-activedescendant");
      list.replaceChildren.apply(list, options);
      if (rows.length) {
        var more = link("all", form.dataset.tAll);
        more.addEventListener("click", function (event) {
          event.preventDefault();
          go(form, query);
        });
        more.href = form.getAttribute("action");
        options.push(more);
        list.append(more);
      } else {
        list.append(text("div", "empty", form.dataset.tNone));
      }
      if (rows.corrected) {
        list.prepend(text("div", "empty", theme.fill(form.dataset.tInstead, { words: rows.corrected, count: rows.length })));
      }
      options.forEach(function (option, at) {
        option.id = list.id + "-" + at;
      });
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      status.textContent = rows.length ? theme.fill(form.dataset.tResults, { count: rows.length }) : form.dataset.tNone;
    }

    function option(row) {
      var made = link("", "");
      var title = text("strong", "", row.title);
      made.href = theme.address(row);
      if (row.section && row.section !== row.title) title.append(text("span", "in", " › " + row.section));
      made.append(title);
      if (row.excerpt) {
        var excerpt = text("span", "excerpt", "");
        excerpt.append.apply(excerpt, theme.marked(row.excerpt, row.marks));
        made.append(excerpt);
      }
      return made;
    }

    function link(className, words) {
      var made = text("a", className, words);
      made.setAttribute("role", "option");
      made.setAttribute("aria-selected", "false");
      made.tabIndex = -1;
      return made;
    }

    function choose(at) {
      if (options[chosen]) options[chosen].setAttribute("aria-selected", "false");
      chosen = at >= options.length ? -1 : at < -1 ? options.length - 1 : at;
      if (chosen < 0) return input.removeAttribute("aria-activedescendant");
      options[chosen].setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    }

    function shut() {
      asked += 1;
      chosen = -1;
      list.hidden = true;
      status.textContent = "";
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
  }

  function text(name, className, words) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (words) made.textContent = words;
    return made;
  }
})();
