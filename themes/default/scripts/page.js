// What every page does beyond links: colours, headings, contents, code, questions.
// Nothing here is needed to read or to navigate.
(function () {
  "use strict";
  var root = document.documentElement;
  var words = document.body.dataset;

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  // A title may hold signs that `replace` reads: `$&`.
  function titled(text, title) {
    return text.replace("{title}", function () {
      return title;
    });
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // Colours: the system's, until the reader chooses.
  var dark = matchMedia("(prefers-color-scheme: dark)");
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
  }
  all("[data-theme-toggle]").forEach(function (button) {
    function show() {
      button.setAttribute("aria-pressed", String(isDark()));
    }
    button.addEventListener("click", function () {
      root.dataset.theme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("supportal:colours", root.dataset.theme);
      } catch (error) {
        // Not kept, but shown.
      }
      show();
    });
    dark.addEventListener("change", show);
    // A page that the reader comes back to is as it was left, and may have been chosen for on another.
    addEventListener("pageshow", function (event) {
      if (!event.persisted) return;
      try {
        var kept = localStorage.getItem("supportal:colours");
        if (kept) root.dataset.theme = kept;
      } catch (error) {
        // As it was left.
      }
      show();
    });
    show();
  });

  // One menu at a time, shut by Escape or a click elsewhere.
  all("[data-dropdown]").forEach(function (dropdown) {
    document.addEventListener("click", function (event) {
      if (!dropdown.contains(event.target)) dropdown.open = false;
    });
    // The focus has gone on: what it has come to is not covered.
    dropdown.addEventListener("focusout", function (event) {
      if (event.relatedTarget && !dropdown.contains(event.relatedTarget)) dropdown.open = false;
    });
    dropdown.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !dropdown.open) return;
      dropdown.open = false;
      dropdown.querySelector("summary").focus();
    });
  });

  // A drawer that is open when the window grows would float over its column.
  var drawers = all(".drawer[popover]");
  ["(min-width: 64rem)", "(min-width: 75rem)"].forEach(function (width) {
    matchMedia(width).addEventListener("change", close);
  });
  drawers.forEach(function (drawer) {
    drawer.addEventListener("click", function (event) {
      if (event.target.closest("a")) close();
    });
    drawer.addEventListener("toggle", function () {
      follow(drawer);
    });
    // The focus has gone on: what it has come to is not covered. The button shuts it by itself.
    drawer.addEventListener("focusout", function (event) {
      var next = event.relatedTarget;
      if (next && !drawer.contains(next) && next.popoverTargetElement !== drawer) close();
    });
    follow(drawer);
  });
  // Of a long menu that part is seen that tells where the reader is, unless they are in the menu themselves.
  function follow(menu) {
    var current = menu.querySelector("[aria-current]");
    if (!current || menu.contains(document.activeElement) || menu.scrollHeight <= menu.clientHeight) return;
    var line = current.getBoundingClientRect();
    var frame = menu.getBoundingClientRect();
    if (line.top < frame.top || line.bottom > frame.bottom) menu.scrollTop += line.top - frame.top - frame.height / 3;
  }
  function close() {
    drawers.forEach(function (drawer) {
      if (drawer.hidePopover && drawer.matches(":popover-open")) drawer.hidePopover();
    });
  }

  // A table that is wider than its frame scrolls in it by keys, too, and is named by the heading above it. So is what
  // tabs choose for: each is a radio button, and the first of them comes without a word of the others.
  var frames = new Map();
  var heading = "";
  all("main :is(h1, h2, h3, h4), main :is(.table, .tabs)").forEach(function (one) {
    if (one.matches(".table")) frames.set(one, (one.querySelector("caption") || {}).textContent || heading);
    else if (one.matches(".tabs")) {
      one.setAttribute("role", "radiogroup");
      one.setAttribute("aria-label", heading);
    } else heading = one.textContent.trim();
  });
  if (frames.size) {
    var sizes = new ResizeObserver(function () {
      frames.forEach(function (name, frame) {
        var scrolls = frame.scrollWidth > frame.clientWidth;
        [["tabindex", "0"], ["role", "group"], ["aria-label", name]].forEach(function (pair) {
          if (scrolls) frame.setAttribute(pair[0], pair[1]);
          else frame.removeAttribute(pair[0]);
        });
        showBar(frame, scrolls);
      });
    });
    // A cell may be filled later, and the page be as high as before.
    sizes.observe(root);
    frames.forEach(function (name, frame) {
      sizes.observe(frame.querySelector("table") || frame);
    });
  }

  // Phones draw no scroll bar until one scrolls: the table would seem to end at the edge of the page. Where the
  // system has one that takes room, it is enough.
  function showBar(frame, scrolls) {
    var bar = frame.querySelector(".table-bar");
    var own = frame.offsetHeight - frame.clientHeight > 4;
    if (!bar && scrolls && !own) {
      bar = element("div", "table-bar");
      bar.setAttribute("aria-hidden", "true");
      bar.append(element("span"));
      // Of a table that is longer than the window nobody sees the end first.
      frame[frame.offsetHeight > innerHeight ? "prepend" : "append"](bar);
      frame.addEventListener("scroll", function () {
        placeBar(frame, bar);
      }, { passive: true });
    }
    if (!bar) return;
    bar.hidden = !scrolls || own;
    placeBar(frame, bar);
  }
  function placeBar(frame, bar) {
    var part = bar.firstChild.style;
    part.inlineSize = (100 * frame.clientWidth) / frame.scrollWidth + "%";
    // Less than nothing where lines run from right to left.
    part.marginInlineStart = (100 * Math.abs(frame.scrollLeft)) / frame.scrollWidth + "%";
  }

  // Each heading can be linked to. The link stands in its line and is no part of its name: what screen readers list as
  // the heading are the words before it.
  all(".document :is(h2, h3)[id]").forEach(function (heading) {
    if (heading.closest("summary") || heading.querySelector("a")) return;
    var title = heading.textContent.trim();
    var name = element("span", "heading-name");
    var last = heading.lastChild;
    // An original in another language stays behind it.
    var end = last && last.nodeType === 1 && last.matches(".sxs-lookup") ? last : null;
    while (heading.firstChild !== end) name.append(heading.firstChild);
    name.setAttribute("role", "heading");
    name.setAttribute("aria-level", heading.tagName.charAt(1));
    heading.setAttribute("role", "presentation");
    heading.prepend(name);
    all("[aria-labelledby='" + CSS.escape(heading.id) + "']").forEach(function (part) {
      name.id = "__" + heading.id;
      part.setAttribute("aria-labelledby", name.id);
    });
    var link = element("a", "heading-link", "#");
    link.href = "#" + encodeURIComponent(heading.id);
    link.setAttribute("aria-label", titled(words.tHeadingLink, title));
    heading.append(link);
  });

  // The contents show where the reader is.
  var lines = new Map();
  all("[data-contents] a[href^='#']").forEach(function (link) {
    var heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) lines.set(heading, link);
  });
  if (lines.size) {
    var current = null;
    var waiting = false;
    // What the reader has asked for, until they scroll on by themselves.
    var asked = null;
    var ask = function () {
      var named = target();
      asked = named && lines.has(named) ? named : null;
    };
    var mark = function () {
      waiting = false;
      // Towards the end of the page, sections come to be read that never reach its top.
      var length = root.scrollHeight - innerHeight;
      var near = 1 - (length - scrollY) / Math.max(1, Math.min(length, innerHeight * 0.7));
      var edge = innerHeight * (0.3 + 0.7 * (length > 0 ? Math.max(0, near) : 0));
      var found = null;
      lines.forEach(function (link, heading) {
        if (heading.getBoundingClientRect().top <= edge) found = link;
      });
      if (asked && isSeen(asked)) found = lines.get(asked);
      if (found === current) return;
      if (current) current.removeAttribute("aria-current");
      if (found) {
        found.setAttribute("aria-current", "true");
        follow(found.closest("[data-contents]"));
      }
      current = found;
    };
    addEventListener(
      "scroll",
      function () {
        if (!waiting) requestAnimationFrame(mark);
        waiting = true;
      },
      { passive: true }
    );
    addEventListener("hashchange", function () {
      ask();
      mark();
    });
    ["wheel", "touchmove", "keydown"].forEach(function (event) {
      addEventListener(
        event,
        function () {
          asked = null;
        },
        { passive: true }
      );
    });
    ask();
    mark();
  }

  // Another language goes on at the same place: headings have the same anchors there.
  all("[data-dropdown] a[hreflang]").forEach(function (link) {
    var page = link.getAttribute("href");
    ["pointerdown", "click"].forEach(function (event) {
      link.addEventListener(event, function () {
        var place = here();
        if (place !== null) link.href = page + (place && "#" + encodeURIComponent(place));
      });
    });
  });
  // The place that the address names as long as one sees it, else the last heading that one has come to;
  // "" at the top, null on a page without a text.
  function here() {
    var text = document.querySelector(".document");
    if (!text) return null;
    var named = target();
    if (named && text.contains(named) && isSeen(named)) return (named.closest(":is(h2, h3, h4)[id]") || named).id;
    var passed = all(":is(h2, h3, h4, details)[id]", text).filter(function (place) {
      return place.id[0] !== "_" && place.getClientRects().length && place.getBoundingClientRect().top < innerHeight * 0.3;
    });
    return scrollY && passed.length ? passed.pop().id : "";
  }
  function isSeen(place) {
    var box = place.getBoundingClientRect();
    return box.bottom >= 0 && box.top < innerHeight;
  }
  function target() {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch (error) {
      // A % that stands for nothing.
      return null;
    }
  }

  // Code can be copied where the browser allows it.
  var codes = all("pre.code");
  if (codes.length && navigator.clipboard && isSecureContext) {
    var copied = element("p", "visually-hidden");
    copied.setAttribute("role", "status");
    document.body.append(copied);
    codes.forEach(function (code) {
      var box = element("div", "code-box");
      var button = element("button", "code-copy", words.tCopyCode);
      button.type = "button";
      code.replaceWith(box);
      box.append(code, button);
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(code.textContent).then(
          function () {
            button.textContent = copied.textContent = words.tCopied;
            setTimeout(function () {
              button.textContent = words.tCopyCode;
              copied.textContent = "";
            }, 2000);
          },
          function () {
            // Refused: the text can still be selected.
          }
        );
      });
    });
  }

  // A picture that is shown smaller than it is opens at its own size. One in a link leads elsewhere, and one without
  // words shows nothing that has to be read.
  if (window.HTMLDialogElement) all(".prose img").forEach(function (picture) {
    if (!picture.alt || picture.closest("a, button")) return;
    if (picture.complete) offer();
    else picture.addEventListener("load", offer, { once: true });
    function offer() {
      var whole = picture.naturalWidth <= picture.clientWidth * 1.05 && picture.naturalHeight <= picture.clientHeight * 1.05;
      if (whole || picture.closest("button")) return;
      var button = element("button", "zoom");
      button.type = "button";
      button.setAttribute("aria-label", titled(words.tZoom, picture.alt));
      picture.replaceWith(button);
      button.append(picture);
      button.addEventListener("click", function () {
        zoom(picture);
      });
    }
  });
  function zoom(picture) {
    var dialog = element("dialog", "zoomed");
    var shut = element("button", "button", words.tClose);
    shut.type = "button";
    var copy = picture.cloneNode();
    copy.removeAttribute("loading");
    dialog.setAttribute("aria-label", picture.alt);
    dialog.append(shut, copy);
    dialog.addEventListener("click", function () {
      dialog.close();
    });
    dialog.addEventListener("close", function () {
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  // Questions: one that is linked to is open, all of them on paper, and all at a click. So is a tab.
  var questions = all("details.question");
  function reveal() {
    var place = target();
    if (!place) return;
    var hidden = !place.getClientRects().length;
    for (var around = place; around; around = around.parentElement) {
      if (around.matches("details")) around.open = true;
      // Its choice stands before it, and the name of the choice between them.
      if (around.matches(".tabs > .tab")) around.previousElementSibling.previousElementSibling.checked = true;
    }
    if (hidden) place.scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  reveal();
  var opened = [];
  addEventListener("beforeprint", function () {
    opened = all(".document details:not([open])");
    opened.forEach(function (details) {
      details.open = true;
    });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (details) {
      details.open = false;
    });
  });
  all("[data-open-all]").forEach(function (button) {
    button.hidden = questions.length < 2;
    button.addEventListener("click", function () {
      var open = questions.some(function (question) {
        return !question.open;
      });
      questions.forEach(function (question) {
        question.open = open;
      });
      button.textContent = open ? button.dataset.closeAll : button.dataset.openAll;
    });
  });
})();
