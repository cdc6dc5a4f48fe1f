// What is wrong right now: `incident.js` at the root of the site says so by calling this. It may have been written
// after the page.
(function () {
  "use strict";
  // How bad it is has a shape of its own: an octagon, a triangle, a circle.
  const SHAPES = {
    outage: "M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7zM12 7.5v5.5M12 16.3h.01",
    disruption: "M12 4 21 19.5H3zM12 10v4.5M12 17h.01",
    information: "M12 3.5a8.5 8.5 0 1 0 .01 0zM12 11v5M12 7.8h.01",
  };
  const banner = document.querySelector("[data-incident]");
  if (!banner) return;

  window.supportalIncident = function (incident) {
    if (!incident || !SHAPES[incident.severity]) return;
    const language = document.documentElement.lang;
    const translated = (incident.translations || {})[language];
    const line = document.createElement("p");
    line.append(icon(SHAPES[incident.severity]), make("strong", banner.dataset[incident.severity]), " ");
    const text = incident.link ? make("a", translated || incident.text) : make("span", translated || incident.text);
    if (incident.link) text.href = /^https:/.test(incident.link) ? incident.link : base() + incident.link;
    // The sentence of the source language, where there is none in that of the page.
    if (!translated) Object.assign(text, { lang: banner.dataset.source, dir: banner.dataset.sourceDir || "" });
    const time = make("time", "");
    time.dateTime = incident.since;
    const { until } = incident;
    const shut = Object.entries(incident.shut || {});
    const closed = make("span", "");
    line.append(text, " ", time, ...(shut[0] ? [" ", closed] : []));
    banner.dataset.severity = incident.severity;
    banner.replaceChildren(line);
    const show = () => {
      banner.hidden = Date.now() >= Date.parse(incident.until);
      const since = banner.dataset.since.replace("{time}", told(incident.since)).replace("） ", "）");
      if (time.textContent !== since) time.textContent = since;
      if (!shut[0]) return;
      const shuts = until ? banner.dataset.shutUntil.replace("{time}", told(until)) : banner.dataset.shut;
      const says = shuts.replace("{calendars}", () => named(shut, language));
      if (closed.textContent !== says) closed.textContent = says;
    };
    setInterval(show, 30000);
    show();
    const since = shut.map(([id, one]) => [id, Math.floor(Date.parse(one.since) / 60000)]);
    if (shut[0]) supportalHours.shut(Object.fromEntries(since), until ? Math.ceil(Date.parse(until) / 60000) : Infinity);
  };

  // Calendars by the names that they have in the language, in that of the source, or by their ids.
  function named(calendars, language) {
    const names = calendars.map(([id, { name }]) => name[language] || name[banner.dataset.source] || id);
    return new Intl.ListFormat(document.documentElement.dataset.formats || language).format(names);
  }

  function base() {
    return document.documentElement.dataset.base;
  }

  // As hours are told: by the partner's clock, and by the reader's where that shows another time.
  function told(instant) {
    const { say, readersOffset } = supportalHours;
    const { zone, yourTime } = banner.dataset;
    const [minute, now] = [Date.parse(instant), Date.now()].map((at) => Math.floor(at / 60000));
    const there = (at) => (zone && yourTime ? offset(at, zone) : readersOffset(at));
    const yours = say(minute, readersOffset, now);
    if (readersOffset(minute) === there(minute)) return yours;
    return yourTime.replace("{time}", say(minute, there, now)).replace("{yours}", yours);
  }

  // Minutes that the clock of a zone is ahead of UTC: the browser knows, who may be asked long after the build.
  // Where it does not know the zone, the reader's clock has to do.
  function offset(minute, zone) {
    const at = new Date(minute * 60000);
    try {
      // Swedish dates are those of ISO 8601.
      const clock = at.toLocaleString("sv", { timeZone: zone });
      return Math.round((Date.parse(clock.replace(" ", "T") + "Z") - at) / 60000);
    } catch {
      return supportalHours.readersOffset(minute);
    }
  }

  function make(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  function icon(shape) {
    const make = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);
    const drawing = make("svg");
    const path = make("path");
    path.setAttribute("d", shape);
    drawing.setAttribute("viewBox", "0 0 24 24");
    drawing.setAttribute("width", "20");
    drawing.setAttribute("height", "20");
    drawing.setAttribute("class", "icon");
    drawing.setAttribute("aria-hidden", "true");
    drawing.append(path);
    return drawing;
  }
})();
