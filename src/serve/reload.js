// Keeps an open page as it is written, and shows what is wrong. `supportal serve` adds it to each page;
// no published page has it.
//
// A changed page is fetched as a document, and its nodes are moved over: no text becomes markup or
// script here, so the page's own policy holds. The theme's scripts are then run again for the new nodes.
(function () {
  "use strict";
  var own = document.currentScript;
  var base = own.src.replace(/[^/]*$/, "");
  var generation = Number(own.dataset.generation);
  // What the page says, whatever its style sheets.
  var said = own.dataset.page;
  var stream = null;
  var busy = false;
  var again = false;

  // ── word of changes ──

  // A hidden page lets go of its connection: browsers have six for each host.
  function listen() {
    if (document.hidden) {
      if (stream) stream.close();
      stream = null;
    } else if (!stream) {
      stream = new EventSource(base + "changes");
      stream.onmessage = function (event) {
        told(JSON.parse(event.data));
      };
      stream.onerror = function () {
        // Another server answers, which does not know this page.
        if (stream && stream.readyState === EventSource.CLOSED) returned();
      };
    }
  }
  document.addEventListener("visibilitychange", listen);
  renew(document, own.dataset.renewed);
  listen();

  function returned() {
    var request = new XMLHttpRequest();
    request.open("HEAD", location.href);
    request.onload = function () {
      location.reload();
    };
    request.onerror = function () {
      setTimeout(returned, 1000);
    };
    request.send();
  }

  function told(state) {
    show(state);
    if (state.generation === generation) return;
    if (state.follow && named(state.follow) !== named(location.href)) location.assign(state.follow);
    else update();
  }

  function named(address) {
    return new URL(address, location.href).pathname.replace(/\/$/, "/index.html");
  }

  // ── the page ──

  function update() {
    again = busy;
    if (busy) return;
    busy = true;
    var request = new XMLHttpRequest();
    request.open("GET", location.href.split("#")[0]);
    request.responseType = "document";
    request.onload = function () {
      if (request.response) become(request.response);
      else location.reload();
    };
    request.onerror = done;
    request.send();
  }

  function done() {
    busy = false;
    if (again) update();
  }

  function become(next) {
    var mark = next.querySelector("script[data-generation]");
    // Scripts and policy are a page's for as long as it lives.
    if (!mark || hasNewScript(next) || policy(next) !== policy(document)) return location.reload();
    var same = mark.dataset.page === said;
    generation = Number(mark.dataset.generation);
    said = mark.dataset.page;
    renew(next, mark.dataset.renewed);
    own.dataset.withheld = mark.dataset.withheld || "";
    show(shown);
    refreshSearch();
    // The original beside a text is not the page's own, and may be what changed.
    var shows = document.querySelector("template[data-original]") && document.querySelector(".sxs-lookup");
    restyle(next, function () {
      if (same && !shows) {
        renew(document, mark.dataset.renewed);
        return done();
      }
      move(next);
      run(next, mark).then(done);
    });
  }

  // A picture keeps its address when its file becomes another, and a browser shows the one that it has. `renewed` is
  // `assets/a.svg=5 …`: with which generation each became what it is. What is asked for with a query is asked for anew.
  function renew(page, renewed) {
    var files = (renewed || "").split(" ").filter(Boolean).map(function (file) {
      var at = file.lastIndexOf("=");
      return { path: "/" + file.slice(0, at), query: "?" + file.slice(at + 1) };
    });
    if (!files.length) return;
    ["src", "poster"].forEach(function (name) {
      all("[" + name + "]:not(script)", page).forEach(function (element) {
        var address = new URL(element.getAttribute(name), location.href);
        var file = files.find(function (file) {
          return address.origin === location.origin && address.pathname.endsWith(file.path);
        });
        if (!file || address.search === file.query) return;
        address.search = file.query;
        element.setAttribute(name, address.href);
      });
    });
  }

  // The engine has the index of before. Where it cannot be had now, it is asked for with the next query.
  function refreshSearch() {
    if (globalThis.supportalSearch?.init) supportalSearch.init().catch(function () {});
  }

  function hasNewScript(next) {
    var known = all("script[src]").map(function (script) {
      return script.src;
    });
    return all("script[src]", next).some(function (script) {
      return known.indexOf(script.src) < 0;
    });
  }

  function policy(page) {
    var meta = page.querySelector("meta[http-equiv]");
    return meta && meta.content;
  }

  // Puts the new style sheets beside the old, and takes these away once those are there.
  function restyle(next, then) {
    var old = all("link[rel=stylesheet]");
    var fresh = all("link[rel=stylesheet]", next);
    var address = function (link) {
      return link.href;
    };
    if (old.map(address).join() === fresh.map(address).join()) return then();
    var waiting = fresh.length;
    function arrived() {
      waiting -= 1;
      if (waiting > 0) return;
      old.forEach(function (link) {
        link.remove();
      });
      then();
    }
    if (!waiting) arrived();
    fresh.forEach(function (link) {
      var made = document.importNode(link);
      made.onload = made.onerror = arrived;
      document.head.append(made);
    });
  }

  function move(next) {
    var place = remembered();
    var stays = "script, link[rel=stylesheet], meta[http-equiv]";
    var isData = function (node) {
      return node.matches("script[type]") || !node.matches(stays);
    };
    Array.from(document.head.children).filter(isData).forEach(function (node) {
      node.remove();
    });
    document.head.append.apply(document.head, Array.from(next.head.children).filter(isData));
    [document.documentElement, document.body].forEach(function (element) {
      var other = element === document.body ? next.body : next.documentElement;
      Array.from(other.attributes).forEach(function (attribute) {
        element.setAttribute(attribute.name, attribute.value);
      });
    });
    document.body.replaceChildren.apply(document.body, Array.from(next.body.childNodes));
    place();
  }

  // What the theme's scripts do to a page they do to its new nodes. As modules they can be run again.
  function run(next, mark) {
    var scripts = all("script[defer][src]", next).filter(function (script) {
      // The engine of search knows its folder as a script of the page alone, and has no nodes.
      return script !== mark && !/\/search\/search\.js$/.test(script.src);
    });
    var runs = scripts.map(function (script) {
      return import(script.src + "?" + generation);
    });
    return Promise.all(runs).catch(function () {
      location.reload();
    });
  }

  // Where the reader is, and what is open, chosen and typed. Returns what brings it back.
  function remembered() {
    var focus = document.activeElement && document.activeElement.id;
    var edge = innerHeight * 0.3;
    var anchor = null;
    all("main [id]").forEach(function (element) {
      var top = element.getBoundingClientRect().top;
      if (element.id && top <= edge) anchor = { id: element.id, top: top };
    });
    var x = scrollX;
    var y = scrollY;
    var states = all("details, input, select, textarea").map(function (element) {
      return { key: key(element), open: element.open, checked: element.checked, value: element.value };
    });
    var panes = all("*").filter(function (element) {
      return element.scrollTop && element !== document.scrollingElement;
    });
    panes = panes.map(function (element) {
      return { key: key(element), top: element.scrollTop };
    });
    return function () {
      var now = {};
      all("details, input, select, textarea").forEach(function (element) {
        now[key(element)] = element;
      });
      states.forEach(function (state) {
        var element = now[state.key];
        if (!element) return;
        if (state.open !== undefined) element.open = state.open;
        if (state.checked !== undefined) element.checked = state.checked;
        if (state.value !== undefined && element.value !== state.value) element.value = state.value;
      });
      all("*").forEach(function (element) {
        panes.forEach(function (pane) {
          if (key(element) === pane.key) element.scrollTop = pane.top;
        });
      });
      var target = focus && document.getElementById(focus);
      if (target) target.focus({ preventScroll: true });
      scrollTo({ left: x, top: y, behavior: "instant" });
      target = y && anchor && document.getElementById(anchor.id);
      if (!target) return;
      var moved = target.getBoundingClientRect().top - anchor.top;
      scrollTo({ left: x, top: y + moved, behavior: "instant" });
    };
  }

  // What an element is known by in the next version of the page.
  function key(element) {
    var words = element.tagName === "DETAILS" ? element.querySelector("summary") : null;
    return [
      element.tagName,
      element.id,
      element.id ? "" : element.className,
      element.name || "",
      element.type === "radio" ? element.value : "",
      words && !element.id ? words.textContent : "",
    ].join("|");
  }

  function all(selector, within) {
    return Array.from((within || document).querySelectorAll(selector));
  }

  // ── the panel ──

  var shown = null;
  var list = "";
  var isOpen = false;
  var box = null;

  function show(state) {
    shown = state;
    var findings = state.findings;
    var errors = findings.filter(function (finding) {
      return finding.severity === "error";
    });
    var now = JSON.stringify(findings);
    if (now !== list) isOpen = errors.length > 0;
    list = now;
    if (box) draw();
    else if (findings.length || own.dataset.withheld) place();
  }

  // In a tree of its own, so that neither the theme's style nor the portal's changes it.
  function place() {
    var host = document.createElement("supportal-preview");
    var root = host.attachShadow({ mode: "open" });
    var style = make("link");
    style.rel = "stylesheet";
    style.href = base + "panel.css";
    box = make("section");
    box.setAttribute("aria-label", "Preview");
    style.onload = function () {
      root.append(box);
    };
    root.append(style);
    document.documentElement.append(host);
    draw();
  }

  function draw() {
    var parts = [];
    if (own.dataset.withheld) parts.push(make("p", "withheld", "Not published: " + own.dataset.withheld));
    if (shown.findings.length) parts.push(panel());
    box.replaceChildren.apply(box, parts);
  }

  function panel() {
    var made = make("div", "panel " + shown.findings[0].severity);
    var head = make("header");
    var title = make("h2", "", total());
    title.setAttribute("role", "status");
    var button = make("button", "", isOpen ? "Hide" : "Show");
    button.type = "button";
    button.setAttribute("aria-expanded", String(isOpen));
    button.addEventListener("click", function () {
      isOpen = !isOpen;
      draw();
      box.querySelector("button").focus();
    });
    head.append(title);
    if (shown.stale) head.append(make("p", "", "You see the last version without errors."));
    head.append(button);
    made.append(head);
    if (!isOpen) return made;
    var rows = make("ol");
    rows.tabIndex = 0;
    rows.setAttribute("aria-label", "Findings");
    shown.findings.forEach(function (finding) {
      rows.append(row(finding));
    });
    var more = shown.total - shown.findings.length;
    if (more > 0) rows.append(make("li", "more", "and " + more + " more, in the terminal"));
    made.append(rows);
    return made;
  }

  function row(finding) {
    var made = make("li", finding.severity);
    var head = make("p", "head");
    head.append(make("b", "", finding.code ? finding.severity + "[" + finding.code + "]" : finding.severity));
    head.append(" ", make("span", "place", finding.place));
    made.append(head, quoted(make("p"), finding.message));
    if (finding.hint) made.append(quoted(make("p", "hint"), finding.hint));
    return made;
  }

  // What stands between backticks is what the author wrote.
  function quoted(element, text) {
    text.split("`").forEach(function (part, at) {
      element.append(at % 2 ? make("code", "", part) : part);
    });
    return element;
  }

  function total() {
    var counts = ["error", "warning", "note"].map(function (severity) {
      var count = shown.findings.filter(function (finding) {
        return finding.severity === severity;
      }).length;
      return count && count + " " + severity + (count === 1 ? "" : "s");
    });
    var more = shown.total > shown.findings.length ? " and more" : "";
    return counts.filter(Boolean).join(", ") + more;
  }

  function make(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }
})();
