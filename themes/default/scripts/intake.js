// The contact page: what is wrong, which articles match, who is there for it, and a text with what the
// partner needs. The text is made here and goes nowhere by itself.
(function () {
  "use strict";
  var intake = document.querySelector("[data-intake]");
  var choice = document.querySelector("[data-intake-choice]");
  var request = document.querySelector("[data-intake-request]");
  if (!intake || !choice || !request) return;
  var theme = globalThis.supportalTheme;
  var field = intake.querySelector("form");
  var query = field.querySelector("input");

  function all(selector, within) {
    return Array.prototype.slice.call(within.querySelectorAll(selector));
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // ── articles ──

  var articles = intake.querySelector("[data-intake-articles]");
  var failed = element("p", "intake-articles");
  failed.hidden = true;
  articles.before(failed);
  var asked = 0;

  function find(event) {
    var words = query.value.trim();
    var number = ++asked;
    var half = theme.isHalf(event);
    if (!words) {
      articles.hidden = true;
      failed.hidden = true;
      theme.say(field, "");
      return;
    }
    theme.engine().then(function (engine) {
      return engine.search(words, { limit: 4 });
    }).then(function (rows) {
      if (number !== asked || !rows || (half && !rows.length)) return;
      articles.querySelector("ul").replaceChildren.apply(articles.querySelector("ul"), rows.map(article));
      articles.hidden = !rows.length;
      failed.hidden = true;
      // How many is said; the list would be read as a whole.
      theme.say(field, rows.length ? theme.fill(field.dataset.tResults, { count: rows.length }) : field.dataset.tNone);
    }, function () {
      if (number !== asked) return;
      // What is there answers other words. The form still leads to the search page.
      articles.hidden = true;
      articles.querySelector("ul").replaceChildren();
      failed.textContent = field.dataset.tFailed;
      failed.hidden = false;
      theme.say(field, field.dataset.tFailed);
    });
  }

  function article(row) {
    var line = element("li");
    var link = element("a", "", row.title);
    link.href = theme.address(row);
    if (row.section && row.section !== row.title) link.append(" › " + row.section);
    var excerpt = element("span");
    if (row.excerpt) excerpt.append.apply(excerpt, theme.marked(row.excerpt, row.marks));
    line.append(link, excerpt);
    return line;
  }

  // ── channels ──

  var list = document.querySelector("[data-intake-channels]");
  var cards = all("[data-channel]", list);
  var promises = all("[data-intake-promises] > li", choice);

  function chosen(name) {
    var field = choice.elements[name];
    return field ? field.value : "";
  }

  /** Whether a list of ids, empty for all, holds one. */
  function holds(ids, id) {
    return !ids || ids.split(" ").indexOf(id) >= 0;
  }

  /** Why a channel is not for what is asked; empty where it is. */
  function hindrance(card) {
    if (chosen("severity") && !holds(card.dataset.takes, chosen("severity"))) return choice.dataset.tSeverity;
    if (chosen("language") && !holds(card.dataset.languages, chosen("language"))) return choice.dataset.tLanguage;
    if (chosen("plan") && !holds(card.dataset.serves, chosen("plan"))) return choice.dataset.tPlan;
    return "";
  }

  function isShut(card) {
    var state = supportalHours.channel(card, Math.floor(Date.now() / 60000));
    return Boolean(state) && !state.open;
  }

  /** The promised first response; the first row that names the channel, else the first that names none. */
  function promise(card) {
    var rows = promises.filter(function (row) {
      return row.dataset.plan === chosen("plan") && row.dataset.severity === chosen("severity");
    });
    var own = rows.find(function (row) {
      return row.dataset.channels && holds(row.dataset.channels, card.dataset.channel);
    });
    var any = rows.find(function (row) {
      return !row.dataset.channels;
    });
    return own || any;
  }

  function show() {
    var sorted = cards.map(function (card, at) {
      var why = hindrance(card);
      var promised = !why && promise(card);
      var line = card.querySelector(".intake-line") || card.appendChild(element("p", "intake-line"));
      line.textContent = why || (promised && promised.textContent ? choice.dataset.tRespond + ": " + promised.textContent : "");
      line.hidden = !line.textContent;
      card.classList.toggle("unfit", Boolean(why));
      return { card: card, rank: (why ? 2 : 0) + (isShut(card) ? 1 : 0), at: at };
    });
    sorted.sort(function (a, b) {
      return a.rank - b.rank || a.at - b.at;
    });
    var order = sorted.map(function (one) {
      return one.card;
    });
    arrange(order);
    tell(sorted);
    write();
  }

  var told = document.querySelector("[data-intake-told]");
  var known = null;
  var telling;

  /** Says how many channels fit and which is first, where that is no longer what it was, and no key follows at once. */
  function tell(sorted) {
    var fit = sorted.filter(function (one) {
      return one.rank < 2;
    });
    var text = theme.fill(choice.dataset.tFit, { count: fit.length, all: sorted.length });
    if (fit.length) text += " " + theme.fill(choice.dataset.tFirst, { title: summary(fit[0].card) });
    clearTimeout(telling);
    // Of what the page begins with, nothing is told.
    if (known === null) known = text;
    if (text === known) return;
    telling = setTimeout(function () {
      known = text;
      told.textContent = text;
    }, 500);
  }

  /** A channel in a few words: its name, when it opens if nobody is there, what it promises. */
  function summary(card) {
    var opens = isShut(card) ? card.querySelector("[data-open-now]").textContent : "";
    var parts = [card.querySelector("a").textContent, opens, card.querySelector(".intake-line").textContent];
    return parts.filter(Boolean).join(" – ");
  }

  /** Moves what is not in its place: nothing under a finger without need, and not the card that has the focus, which it would lose. */
  function arrange(order) {
    order.forEach(function (card, at) {
      // Where another is first now, nobody is told to go here first.
      var first = card.querySelector(".badge");
      if (first) {
        first.hidden = at > 0;
        card.classList.toggle("first", at === 0);
      }
      if (!card.contains(document.activeElement)) {
        if (list.children[at] !== card) list.insertBefore(card, list.children[at]);
        return;
      }
      while (list.children[at] !== card) list.append(list.children[at]);
    });
  }

  // ── the request ──

  var form = request.querySelector("form");
  var text = form.querySelector("#_intake-text");
  var mail = form.querySelector("[data-intake-mail]");
  var status = form.querySelector("[data-intake-status]");
  var address = mail && mail.getAttribute("href");
  var long = form.querySelector("[data-intake-long]");
  /** Programs for mail cut longer addresses: of 9 characters for each Chinese one. */
  var LONGEST = 2000;

  function label(field) {
    var words = field.closest("label").querySelector("span").textContent;
    return words.charAt(0).toUpperCase() + words.slice(1);
  }

  function write() {
    var lines = [];
    function add(name, value, always) {
      if (value || always) lines.push(name + (/[?？؟;]$/.test(name) ? " " : ": ") + value);
    }
    add(intake.dataset.tWrong, query.value.trim(), true);
    all("select", choice).forEach(function (field) {
      if (field.value) add(label(field), field.selectedOptions[0].textContent);
    });
    all("input, textarea:not([readonly])", form).forEach(function (field) {
      add(label(field), field.value.trim(), "always" in field.dataset);
    });
    text.value = lines.join("\n");
    if (!mail) return;
    // By characters: half of one has no place in an address.
    var subject = Array.from(query.value.trim()).slice(0, 120).join("");
    var empty = address + "?subject=" + encodeURIComponent(subject);
    var href = empty + "&body=" + encodeURIComponent(text.value.replace(/\n/g, "\r\n"));
    var fits = href.length <= LONGEST;
    // Half a text would be sent as if it were all: the mail begins empty, and the reader is told how to fill it.
    mail.href = fits ? href : empty;
    var told = fits || !long ? "" : long.dataset.tLong;
    if (long && long.textContent !== told) long.textContent = told;
  }

  form.querySelector("[data-intake-copy]").addEventListener("click", function () {
    text.select();
    // From the disk there is no clipboard to write to: the text stands selected.
    if (!navigator.clipboard) return;
    navigator.clipboard.writeText(text.value).then(function () {
      status.textContent = document.body.dataset.tCopied;
    }, function () {});
  });

  ["input", "compositionend"].forEach(function (name) {
    query.addEventListener(name, function (event) {
      find(event);
      write();
    });
  });
  choice.addEventListener("input", show);
  document.addEventListener("supportal-hours", show);
  form.addEventListener("input", function () {
    status.textContent = "";
    write();
  });
  [choice, form].forEach(function (one) {
    one.addEventListener("submit", function (event) {
      event.preventDefault();
    });
  });
  choice.hidden = !choice.querySelector("select");
  request.hidden = false;
  show();
  // Who comes back finds the fields as they left them, and the browser fills them after this script.
  addEventListener("pageshow", show);
  setInterval(show, 30000);
})();
