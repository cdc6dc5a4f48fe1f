// The search page: results while one types, filters by kind, the address kept in step.
(function () {
  "use strict";
  var page = document.querySelector("[data-search-page]");
  if (!page) return;
  var theme = globalThis.supportalTheme;
  var words = page.dataset;
  var form = page.querySelector("[data-search]");
  var input = form.querySelector("input");
  var filters = Array.prototype.slice.call(page.querySelectorAll("[data-filters] input"));
  var status = page.querySelector("[data-status]");
  var list = page.querySelector("[data-results]");
  var more = page.querySelector("[data-more]");
  var help = page.querySelector("[data-no-results]");
  var browse = page.querySelector("[data-browse]");
  var products = page.querySelector("[data-product]");
  var product = products.querySelector("select");
  var step = 20;
  var limit = step;
  var asked = 0;
  var timer = 0;

  var labels = {};
  filters.forEach(function (filter) {
    labels[filter.value] = filter.parentNode.textContent.trim();
    filter.addEventListener("change", restart);
  });
  product.addEventListener("change", restart);
  input.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(restart, 60);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(timer);
    restart();
  });
  more.addEventListener("click", function () {
    var last = list.children.length;
    limit += step;
    ask().then(function () {
      var next = list.children[last];
      if (next) next.querySelector("a").focus();
    });
  });
  addEventListener("popstate", start);
  addEventListener("hashchange", start);
  start();
  offer();

  // What there is to filter by is known to the index alone.
  function offer() {
    theme
      .engine()
      .then(function (engine) {
        return engine.facets ? engine.facets() : { products: [] };
      })
      .then(
        function (facets) {
          if (facets.products.length < 2) return;
          var chosen = parameters().get("product") || "";
          facets.products.forEach(function (one) {
            product.append(new Option(one.product, one.product, false, one.product === chosen));
          });
          products.hidden = false;
          if (product.value) ask();
        },
        function () {
          // The search says so itself.
        }
      );
  }

  function kind() {
    var chosen = filters.find(function (filter) {
      return filter.checked;
    });
    return chosen ? chosen.value : "";
  }

  // The words stand in the query, or behind the # where the page is a file.
  function parameters() {
    var given = new URLSearchParams(location.search);
    return given.has("q") ? given : new URLSearchParams(location.hash.slice(1));
  }

  function start() {
    var given = parameters();
    input.value = given.get("q") || "";
    filters.forEach(function (filter) {
      filter.checked = filter.value === (given.get("kind") || "");
    });
    product.value = given.get("product") || "";
    limit = step;
    ask();
    if (!input.value) input.focus();
  }

  function restart() {
    limit = step;
    var query = new URLSearchParams();
    if (input.value.trim()) query.set("q", input.value.trim());
    if (kind()) query.set("kind", kind());
    if (product.value) query.set("product", product.value);
    var text = query.toString();
    try {
      if (location.protocol === "file:") history.replaceState(null, "", "#" + text);
      else history.replaceState(null, "", location.pathname + (text ? "?" + text : ""));
    } catch (error) {
      // Some browsers refuse it for files; the results are shown all the same.
    }
    ask();
  }

  function ask() {
    var query = input.value.trim();
    var number = ++asked;
    if (!query) {
      show("", []);
      return Promise.resolve();
    }
    return theme
      .engine()
      .then(function (engine) {
        return engine.search(query, { limit: limit + 1, kind: kind() || undefined, product: product.value || undefined });
      })
      .then(
        function (rows) {
          if (number === asked && rows) show(query, rows);
        },
        function () {
          if (number !== asked) return;
          status.textContent = words.tFailed;
          help.hidden = false;
          browse.hidden = false;
        }
      );
  }

  function show(query, rows) {
    var shown = Array.prototype.slice.call(rows, 0, limit);
    list.replaceChildren.apply(list, shown.map(result));
    more.hidden = rows.length <= limit;
    help.hidden = !query || rows.length > 0;
    browse.hidden = rows.length > 0;
    document.title = (query ? query + " – " : "") + words.tTitle;
    if (!query) status.textContent = "";
    else if (!rows.length) status.textContent = theme.fill(words.tNoneFor, { query: query });
    else {
      var count = shown.length + (more.hidden ? "" : "+");
      status.textContent = rows.corrected
        ? theme.fill(words.tInstead, { words: rows.corrected, count: count })
        : theme.fill(words.tResultsFor, { query: query, count: count });
    }
  }

  function result(row) {
    var item = document.createElement("li");
    var heading = document.createElement("h2");
    var where = document.createElement("p");
    var excerpt = document.createElement("p");
    heading.append(link(row, row.title));
    where.className = "where";
    if (labels[row.kind]) {
      var tag = document.createElement("span");
      tag.className = "tag";
      tag.textContent = labels[row.kind];
      where.append(tag);
    }
    if (row.section && row.section !== row.title) where.append(row.section);
    excerpt.className = "excerpt";
    excerpt.append.apply(excerpt, theme.marked(row.excerpt || "", row.marks));
    item.append(heading, where, excerpt);
    (row.more || []).forEach(function (section) {
      var line = document.createElement("p");
      line.className = "where";
      line.append(link(section, section.section || row.title));
      item.append(line);
    });
    return item;
  }

  function link(row, text) {
    var made = document.createElement("a");
    made.href = theme.address(row);
    made.textContent = text;
    return made;
  }
})();
