// What the search box and the search page share: the engine, and texts with their words marked.
(function () {
  "use strict";
  var base = new URL(document.documentElement.dataset.base || "./", location.href).href;
  var ready;

  globalThis.supportalTheme = {
    // Resolves to the engine, which search/search.js has put in place; started at the first need.
    engine: function () {
      if (!ready) {
        var engine = globalThis.supportalSearch;
        ready = engine
          ? Promise.resolve(engine.init({ base: base })).then(function () {
              return engine;
            })
          : Promise.reject(new Error("search/search.js did not load"));
        ready.catch(function () {
          ready = null;
        });
      }
      return ready;
    },
    address: function (row) {
      return new URL(row.url, base).href;
    },
    // The text as nodes, with `marks` ([start, end] in UTF-16 units, in order) in <mark>.
    marked: function (text, marks) {
      var nodes = [];
      var at = 0;
      (marks || []).forEach(function (mark) {
        if (mark[0] < at) return;
        var word = document.createElement("mark");
        word.textContent = text.slice(mark[0], mark[1]);
        nodes.push(text.slice(at, mark[0]), word);
        at = mark[1];
      });
      nodes.push(text.slice(at));
      return nodes;
    },
    fill: function (text, values) {
      return text.replace(/\{(\w+)\}/g, function (whole, name) {
        return name in values ? values[name] : whole;
      });
    }
  };
})();
