// The original of a text: under it, beside it, or away, as the reader likes. Some pages carry their
// original; that of a translation is a file of its own, which is loaded when a reader first asks for it.
(function () {
  "use strict";
  var root = document.documentElement;
  var choices = document.querySelectorAll("[data-bilingual] input");
  if (!choices.length) return;

  // ── the file ──

  var source = document.querySelector("template[data-original]");
  var notice = document.querySelector("[data-original-missing]");
  var asked = false;
  // Numbered as the program numbers them, so before anything is added.
  var parts = source ? numbered() : [];

  function numbered() {
    var named = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, th, td, caption, figcaption, summary, pre";
    var found = Array.prototype.slice.call(document.querySelector("[data-text]").querySelectorAll(named));
    found = found.filter(function (part) {
      return !part.closest("aside, ul.related");
    });
    return [document.querySelector("main h1"), document.querySelector("main .lead")].concat(found);
  }

  // The script's address stands in the page, and a copy of what stands there may be run: no text becomes an
  // address here, so the Trusted Types policy has nothing to admit.
  function load() {
    if (asked) return;
    asked = true;
    notice.hidden = true;
    var script = source.content.querySelector("script").cloneNode();
    script.give = function (key, said) {
      script.onload = null;
      script.remove();
      // After a publish the file may be that of a page with other parts.
      if (key === source.dataset.key) add(said);
      else fail();
    };
    script.onload = script.onerror = fail;
    document.head.append(script);
  }

  function fail() {
    asked = false;
    notice.hidden = false;
  }

  function add(said) {
    var numbers = source.dataset.runs.split(" ").map(Number);
    for (var run = 0; run < numbers.length; run += 3) {
      for (var at = 0; at < numbers[run + 2]; at++) {
        var words = said[numbers[run + 1] + at];
        if (words) stand(parts[numbers[run] + at], words);
      }
    }
  }

  // Puts words behind those of a part of the page, before the first block in it.
  function stand(part, words) {
    if (!part) return;
    var original = document.createElement("span");
    original.className = "sxs-lookup";
    original.lang = source.dataset.lang;
    original.dir = source.dataset.dir;
    fill(original, words);
    var own = "";
    var before = part.firstChild;
    while (before && !isBlock(before) && !isMark(before)) {
      own += before.textContent;
      before = before.nextSibling;
    }
    // Names are the same in both languages.
    if (plain(own) === plain(original.textContent)) return;
    part.insertBefore(original, before);
    pair(original);
  }

  function fill(parent, words) {
    words.forEach(function (word) {
      if (typeof word === "string") return parent.append(word);
      var made = document.createElement(word[0]);
      Object.keys(word[1]).forEach(function (name) {
        var value = word[1][name];
        // Links are the original's: they lead from its page. Those inside the site name no host, as print shows it.
        if (name === "href") made.href = inside(new URL(value, new URL(source.dataset.page, location.href)));
        else made[name] = value;
      });
      fill(made, word.slice(2));
      parent.append(made);
    });
  }

  function inside(url) {
    return url.protocol === location.protocol && url.host === location.host ? url.pathname + url.search + url.hash : url.href;
  }

  function plain(text) {
    return text.replace(/\s+/g, " ").trim();
  }

  // ── side by side ──

  // A line of a grid needs an element on each side, so each original is joined with the text
  // before it, up to the original before that.
  function pair(original) {
    var parent = original.parentNode;
    // Where it is narrow already, the original stays below.
    if (parent.closest("td, th, .column, .sxs-pair") || getComputedStyle(parent).display === "inline") return;
    var pair = document.createElement("span");
    var text = document.createElement("span");
    pair.className = "sxs-pair";
    text.className = "sxs-text";
    var node = original.previousSibling;
    while (node && !isBlock(node)) {
      var before = node.previousSibling;
      text.prepend(node);
      node = before;
    }
    if (!text.textContent.trim()) {
      original.before.apply(original, Array.prototype.slice.call(text.childNodes));
      return;
    }
    original.before(pair);
    pair.append(text, original);
    // The link to a heading is no line of its own.
    if (isMark(pair.nextSibling)) text.append(pair.nextSibling);
  }

  function isBlock(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return false;
    return node.classList.contains("sxs-pair") || getComputedStyle(node).display !== "inline";
  }

  function isMark(node) {
    return Boolean(node && node.classList && node.classList.contains("heading-link"));
  }

  document.querySelectorAll("main :is(h1, .prose) .sxs-lookup").forEach(pair);

  // ── the choice ──

  function show(choice) {
    root.dataset.original = choice;
    choices.forEach(function (input) {
      input.checked = input.value === choice;
    });
    if (source && choice !== "hidden") load();
  }
  choices.forEach(function (input) {
    input.addEventListener("change", function () {
      show(input.value);
      try {
        localStorage.setItem("supportal:original", input.value);
      } catch (error) {
        // Not kept, but shown.
      }
    });
  });
  // Who has not chosen sees a page as it is.
  show(root.dataset.original || (source ? "hidden" : "below"));
})();
