// Who is there now, and when an answer is due: numbers of the page's data block are compared. The
// script knows no zones; where its data has ended it says nothing.
//
// `supportalHours` is what the calculator and the contact page ask, too: `promises` of the page, `calendar(id)`,
// `status(calendar, minute)`, `channel(element, minute)`, `due(calendar, minute, length, count)`, `inBoth(calendar, minute, from)`.
// Minutes count from 1970-01-01T00:00Z. What an incident shuts is told by `shut(since, until)`; whoever shows
// what these numbers say listens to the document's `supportal-hours`.
var supportalHours = (function () {
  "use strict";
  var block = document.getElementById("_hours-data");
  var data = block ? JSON.parse(block.textContent) : { calendars: {}, promises: [] };
  var words = block ? block.dataset : {};
  var read = {};
  var closure = { since: {}, until: Infinity };

  /** A calendar with its openings written out, or null where the page has none of that id. */
  function calendar(id) {
    if (!Object.prototype.hasOwnProperty.call(data.calendars, id)) return null;
    if (read[id]) return read[id];
    var raw = data.calendars[id];
    var offsets = pairs(raw.offsets, raw.from, function (since, offset) {
      return { at: since, since: since, offset: offset };
    });
    var openings = pairs(raw.openings, raw.from, function (start, length) {
      return { at: start + length, start: start, end: start + length };
    });
    read[id] = { from: raw.from, until: raw.until, offsets: offsets };
    openings.forEach(function (opening) {
      opening.date = Math.floor((opening.start + offset(read[id], opening.start)) / 1440);
    });
    (raw.moved || []).forEach(function (number) {
      openings[number].date -= 1;
    });
    if (id in closure.since) openings = without(openings, closure.since[id], closure.until);
    read[id].openings = openings;
    read[id].joined = joined(openings);
    return read[id];
  }

  /** What is left of openings outside a stretch of minutes; each part belongs to the date of the whole. */
  function without(openings, from, until) {
    var left = [];
    openings.forEach(function (one) {
      if (one.start < from) left.push({ start: one.start, end: Math.min(one.end, from), date: one.date });
      if (one.end > until) left.push({ start: Math.max(one.start, until), end: one.end, date: one.date });
    });
    return left;
  }

  /** Has calendars shut, each since a minute, until another one, or until further notice: `Infinity`. */
  function shut(since, until) {
    closure = { since: since, until: until };
    read = {};
    show();
    document.dispatchEvent(new Event("supportal-hours"));
  }

  /** Pairs whose first number counts from where the pair before ended. */
  function pairs(numbers, at, make) {
    var made = [];
    for (var i = 0; i < numbers.length; i += 2) {
      var one = make(at + numbers[i], numbers[i + 1]);
      at = one.at;
      made.push(one);
    }
    return made;
  }

  function joined(openings) {
    var all = [];
    openings.forEach(function (opening) {
      var last = all[all.length - 1];
      if (last && opening.start <= last.end) last.end = Math.max(last.end, opening.end);
      else all.push({ start: opening.start, end: opening.end });
    });
    return all;
  }

  /** Minutes that the calendar's local clock is ahead of UTC. */
  function offset(calendar, minute) {
    var found = calendar.offsets[0];
    calendar.offsets.forEach(function (one) {
      if (one.since <= minute) found = one;
    });
    return found ? found.offset : 0;
  }

  /** The first of the list that ends after a minute. */
  function ending(list, minute) {
    var low = 0;
    var high = list.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (list[middle].end > minute) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Whether it is open, when it closes or opens (null where that is not known); null beyond the data. */
  function status(calendar, minute) {
    if (minute < calendar.from || minute >= calendar.until) return null;
    var next = calendar.joined[ending(calendar.joined, minute)];
    if (!next) return { open: false, opens: null, closes: null };
    if (next.start <= minute) {
      return { open: true, closes: next.end < calendar.until ? next.end : null, opens: null };
    }
    return { open: false, closes: null, opens: next.start < calendar.until ? next.start : null };
  }

  /**
   * When what was asked at a minute is due: `{ starts, due }`, or null where the data does not tell.
   * `length` counts seconds, or days where `count` is "open-days". Minutes have fractions where seconds are left.
   */
  function due(calendar, minute, length, count) {
    if (count === "clock") return { starts: minute, due: minute + length / 60 };
    if (!calendar || minute < calendar.from) return null;
    var answer = count === "open-days" ? openDays(calendar, minute, length) : openHours(calendar, minute, length / 60);
    return answer && answer.due < calendar.until ? answer : null;
  }

  function openHours(calendar, minute, left) {
    var starts = null;
    for (var at = ending(calendar.joined, minute); at < calendar.joined.length; at++) {
      var opening = calendar.joined[at];
      var start = Math.max(opening.start, minute);
      if (starts === null) starts = start;
      if (left <= opening.end - start) return { starts: starts, due: start + left };
      left -= opening.end - start;
    }
    return null;
  }

  function openDays(calendar, minute, days) {
    var first = null;
    var dates = [];
    calendar.openings.forEach(function (opening) {
      if (first === null && opening.end > minute) first = opening;
      if (first !== null && opening.date >= first.date && dates.indexOf(opening.date) < 0) dates.push(opening.date);
    });
    if (first === null || dates.length <= days) return null;
    dates.sort(function (a, b) {
      return a - b;
    });
    var closing = -Infinity;
    calendar.openings.forEach(function (opening) {
      if (opening.date === dates[days]) closing = Math.max(closing, opening.end);
    });
    return { starts: Math.max(first.start, minute), due: closing };
  }

  /** A minute on a clock that is `ahead(minute)` ahead of UTC, as short as it can be said at `from`. */
  function say(minute, ahead, from) {
    var root = document.documentElement;
    var language = root.dataset.formats || root.lang;
    // Clocks may be changed between the two.
    var local = minute + ahead(minute);
    var seen = from + ahead(from);
    var date = new Date(Math.round(local * 60) * 1000);
    function part(options) {
      options.timeZone = "UTC";
      return new Intl.DateTimeFormat(language, options).format(date);
    }
    var clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    if (date.getUTCSeconds()) clock.second = "2-digit";
    var time = part(clock);
    var days = Math.floor(local / 1440) - Math.floor(seen / 1440);
    if (days === 0) return time;
    if (days > 0 && days < 7) return part({ weekday: "long" }) + " " + time;
    var day = { weekday: "short", day: "numeric", month: "long" };
    if (date.getUTCFullYear() !== new Date(seen * 60000).getUTCFullYear()) day.year = "numeric";
    return part(day) + " " + time;
  }

  /** Minutes that the reader's clock is ahead of UTC. */
  function readersOffset(minute) {
    return -new Date(minute * 60000).getTimezoneOffset();
  }

  /** The same in the calendar's zone, and in the reader's where that shows another time. */
  function inBoth(calendar, minute, from) {
    var there = function (at) {
      return offset(calendar, at);
    };
    var text = say(minute, there, from);
    if (there(minute) === readersOffset(minute)) return text;
    return fill(words.tYourTime, { time: text, yours: say(minute, readersOffset, from) });
  }

  /** A bracket that is as wide as a sign has its room in itself: no blank follows it. */
  function fill(text, values) {
    var filled = text.replace(/\{(\w+)\}/g, function (all, name) {
      return Object.prototype.hasOwnProperty.call(values, name) ? values[name] : all;
    });
    return filled.replace(/） /g, "）");
  }

  /**
   * Whether a channel is there, that in words, and the calendar (`by`) whose clock these name, null for none; null where
   * the data does not tell. Where requests are taken at other hours than they are answered, nobody is there in between.
   */
  function channel(element, now) {
    var taken = told(element.dataset.calendar, now);
    if (!taken && (element.dataset.calendar || !element.dataset.answered)) return null;
    if (element.dataset.answered && (!taken || taken.open)) {
      var answered = told(element.dataset.answered, now);
      if (!answered) return null;
      if (!answered.open) {
        return said(false, answered, words.tClosed, words.tAnswered);
      }
      if (!taken) return { open: true, text: words.tOpen, by: null };
    }
    if (taken.open) return said(true, taken, words.tOpen, words.tOpenUntil);
    return said(false, taken, words.tClosed, words.tOpens);
  }

  /** A state in words: those for a minute that is known, or those for none. */
  function said(open, told, plain, timed) {
    if (told.at === null) return { open: open, text: plain, by: null };
    return { open: open, text: fill(timed, { time: told.time }), by: told.by };
  }

  /** Whether the calendar of an id is open, and at what minute that changes, if that is known; null beyond the data. */
  function told(id, now) {
    var known = id && calendar(id);
    var state = known && status(known, now);
    if (!state) return null;
    var at = state.open ? state.closes : state.opens;
    return { open: state.open, at: at, time: at === null ? "" : inBoth(known, at, now), by: known };
  }

  var CHANNEL = "[data-calendar], [data-answered]";

  function show() {
    var now = Math.floor(Date.now() / 60000);
    var shown = false;
    document.querySelectorAll("[data-open-now]").forEach(function (badge) {
      var holder = badge.closest(CHANNEL);
      var state = holder && channel(holder, now);
      badge.hidden = !state;
      if (!state) return;
      shown = true;
      badge.dataset.state = state.open ? "open" : "closed";
      if (badge.textContent !== state.text) badge.textContent = state.text;
    });
    // Beside one mark, on the clock that the mark names a time of, and once below many, on the reader's.
    document.querySelectorAll("[data-as-of]").forEach(function (line) {
      var holder = line.closest(CHANNEL);
      var says = holder ? channel(holder, now) : shown;
      var time = says && says.by ? inBoth(says.by, now, now) : say(now, readersOffset, now);
      var text = says ? fill(words.tAsOf, { time: time }) : "";
      if (line.textContent !== text) line.textContent = text;
    });
  }

  if (block) {
    show();
    setInterval(show, 15000);
    document.addEventListener("visibilitychange", function () {
      if (!document.hidden) show();
    });
  }
  return { promises: data.promises, calendar: calendar, status: status, channel: channel, due: due, inBoth: inBoth, say: say, readersOffset: readersOffset, shut: shut };
})();
