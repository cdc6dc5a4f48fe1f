// Files for other programs, read by parsers that are not ours.
//
// Two calendars are looked at: the starter portal's, in a zone where clocks never change, and one made
// here, in a zone where they do. When events take place is worked out by the parser from the zone that
// the file itself describes; what clocks show then is asked of the engine's own time zone data.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";

import ICAL from "ical.js";
import { parse as parseCard } from "vcard4";

import { starter } from "./portal.mjs";

const work = mkdtempSync(join(tmpdir(), "supportal-formats-"));
after(() => rmSync(work, { recursive: true, force: true }));

// 1 June 2026, as for the other portals.
const clocks = made("clocks", {
  // Openings that overlap are refused unless somebody has a reason: here, that they are one when read.
  "supportal.yaml": `title: Clocks
url: https://clocks.example/
languages: [en]
levels: [{rule: "CAL-*", level: warning, why: overlaps are read as one}, {rule: "LEG-*", level: off, why: nobody publishes it}]
`,
  "support.yaml": `
organization: {legal_name: "Uhr, Zeit; GmbH\\\\Co", country: DE, address: {street: "Allee 1", postal_code: "10115", city: Berlin}}
first_contact: hotline
calendars:
  office:
    name: {en: "Office; all, hours"}
    time_zone: Europe/Berlin
    weekly: {mon: ["09:00-12:00", "13:00-17:00"], fri: ["09:00-15:00"], sat: ["22:00-06:00"]}
    holidays: [de]
    seasons: [{from: 2026-12-28, to: 2026-12-31, closed: true, note: {en: Winter}}]
    exceptions: [{date: 2026-06-10, hours: ["10:00-11:00"], note: {en: Once}}]
  nights: {name: {en: Nights}, time_zone: Europe/Berlin, weekly: {sun: ["01:00-05:00", "02:30-04:00"]}, holidays: none}
holiday_sets:
  de: {region: DE, valid: {from: 2026-01-01, to: 2027-12-31}, source: {name: x, checked: 2026-05-20}, days: [{date: 2026-10-05, name: {en: Feast}}]}
maintenance: {calendar: nights}
`,
  "en/index.md": page("Start"),
  "en/channels/hotline.md": page("Hotline 字字字字字字字字字字字字字字字字字字字字字字字字字字", `channel: phone
address: "+49301234567"
extension: "12"
calendar: office
languages: [de, en]
`),
});

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

test("hours in a zone where clocks change", () => {
  const closed = new Set(["2026-10-05", "2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31"]);
  const week = { mon: ["09:00-12:00", "13:00-17:00"], fri: ["09:00-15:00"], sat: ["22:00-06:00"] };
  const hours = (date, day) => (closed.has(date) ? [] : date === "2026-06-10" ? ["10:00-11:00"] : (week[day] ?? []));
  compare(join(clocks, "hours.ics"), "Europe/Berlin", "2027-06-30", hours);
});

test("planned work in the hour that clocks skip or repeat", () => {
  // Openings that overlap are one: 01:00 to 05:00.
  const hours = (date, day) => (day === "sun" ? ["01:00-05:00"] : []);
  compare(join(clocks, "maintenance.ics"), "Europe/Berlin", "2027-06-30", hours);
});

test("hours of the starter portal", () => {
  const calendar = parsed(join(starter.dir, "hours.ics"));
  const holidays = new Set(closedDays(join(starter.dir, "holidays.ics")));
  assert(holidays.has("2026-06-19") && holidays.has("2027-06-09"));
  for (const [name, morning, evening] of [["Office hours", "09:00-12:00", "13:00-18:00"], ["Chat hours", "10:00-12:00", "13:30-17:00"]]) {
    const hours = (date, day) => {
      if (holidays.has(date) || day === "sat" || day === "sun") return [];
      return date === "2027-01-22" ? [morning] : [morning, evening];
    };
    const events = calendar.events.filter((event) => event.summary.endsWith(name));
    assert(events.length > 1, name);
    compareEvents(events, "Asia/Taipei", "2027-06-30", hours);
  }
});

test("closed days are whole days that take no time", () => {
  assert.deepEqual(closedDays(join(clocks, "holidays.ics")), [
    "2026-10-05", "2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31",
  ]);
});

test("every calendar of every language is complete", () => {
  for (const folder of ["", "zh-TW"]) {
    for (const name of ["hours.ics", "holidays.ics", "maintenance.ics"]) {
      const { component, events } = parsed(join(starter.dir, folder, name));
      assert.equal(component.getFirstPropertyValue("version"), "2.0");
      assert(component.getFirstPropertyValue("prodid"));
      assert.equal(component.getFirstPropertyValue("x-wr-calname"), component.getFirstPropertyValue("name"));
      const ids = events.map((event) => event.uid);
      assert.equal(new Set(ids).size, ids.length);
      for (const event of events) {
        assert.match(event.uid, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
        assert.equal(event.component.getFirstPropertyValue("dtstamp").toString(), "2026-06-01T00:00:00Z");
        assert.equal(event.component.getFirstPropertyValue("transp"), "TRANSPARENT");
        assert(event.summary);
        const zone = event.component.getFirstProperty("dtstart").getParameter("tzid");
        assert(!zone || component.getAllSubcomponents("vtimezone").some((one) => one.getFirstPropertyValue("tzid") === zone));
      }
    }
  }
});

test("an address card is read as it was meant", () => {
  const card = parseCard(content(join(clocks, "contact.vcf"))).parsedVcard;
  const all = (name) => card.filter((one) => one.property === name).map((one) => one.value);
  assert.deepEqual(all("KIND"), ["org"]);
  assert.deepEqual(all("FN"), ["Uhr, Zeit; GmbH\\Co"]);
  assert.deepEqual(all("ORG").flat(), ["Uhr, Zeit; GmbH\\Co"]);
  assert.deepEqual(Object.values(all("ADR")[0]), ["", "", "Allee 1", "Berlin", "", "10115", "DE"]);
  assert.deepEqual(all("TZ"), ["Europe/Berlin"]);
  assert.deepEqual(all("REV"), ["20260520T000000Z"]);
  assert.deepEqual(all("TEL"), ["tel:+49301234567;ext=12"]);
  assert.deepEqual(all("X-ABLABEL"), ["Hotline 字字字字字字字字字字字字字字字字字字字字字字字字字字"]);
  assert.deepEqual(all("LANG"), ["de", "en"]);
});

test("address cards of the starter portal, one in each language", () => {
  for (const [folder, name] of [["", "Camphor Cloud"], ["zh-TW", "樟雲科技"]]) {
    const card = parseCard(content(join(starter.dir, folder, "contact.vcf"))).parsedVcard;
    const of = (property) => card.filter((one) => one.property === property);
    assert.equal(of("FN")[0].value, name);
    assert.deepEqual(of("TEL").map((one) => [one.value, one.parameters.PREF]), [
      ["tel:+886255550100", "1"],
      ["tel:+886255550199", undefined],
    ]);
    assert.equal(of("EMAIL")[0].value, "support@camphor.example");
    assert.equal(of("X-ABLABEL").length, 5);
    assert.deepEqual(of("LANG").map((one) => one.value), ["zh-TW", "en"]);
  }
});

/** The text of a file whose lines are as both formats ask. */
function content(path) {
  const bytes = readFileSync(path);
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  assert(text.endsWith("\r\n"));
  for (const line of text.split("\r\n")) {
    assert(!/[\r\n]/.test(line), line);
    assert(Buffer.byteLength(line) <= 75, line);
  }
  return text;
}

function parsed(path) {
  const component = new ICAL.Component(ICAL.parse(content(path)));
  ICAL.TimezoneService.reset();
  for (const zone of component.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const events = component.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
  return { component, events };
}

function closedDays(path) {
  const days = [];
  for (const event of parsed(path).events) {
    assert(event.startDate.isDate && event.endDate.isDate);
    const day = event.startDate.clone();
    for (; day.compare(event.endDate) < 0; day.adjust(1, 0, 0, 0)) days.push(day.toString());
  }
  return days.sort();
}

function compare(path, zone, last, hours) {
  compareEvents(parsed(path).events, zone, last, hours);
}

/** Compares what events say with `hours(date, weekday)`, from June 2026 to the date `last`. */
function compareEvents(events, zone, last, hours) {
  const found = events.flatMap((event) => instances(event)).map(([start, end]) => `${clock(start, zone)}-${clock(end, zone).slice(11)}`);
  const expected = [];
  for (let day = new Date("2026-06-01T12:00:00Z"); day.toISOString().slice(0, 10) <= last; day.setUTCDate(day.getUTCDate() + 1)) {
    const date = day.toISOString().slice(0, 10);
    for (const opening of hours(date, DAYS[day.getUTCDay()])) expected.push(`${date} ${opening}`);
  }
  assert.deepEqual(found.sort(), expected.sort());
}

/** Start and end of all instances of an event, as instants. */
function instances(event) {
  const instant = (time) => new Date(time.toUnixTime() * 1000);
  if (!event.isRecurring()) return [[instant(event.startDate), instant(event.endDate)]];
  const found = [];
  const iterator = event.iterator();
  for (let next = iterator.next(); next; next = iterator.next()) {
    const { startDate, endDate } = event.getOccurrenceDetails(next);
    found.push([instant(startDate), instant(endDate)]);
    assert(found.length < 1000, "an event without end");
  }
  return found;
}

/** What clocks in `zone` show: `2026-06-01 09:00`. */
function clock(instant, zone) {
  const options = { timeZone: zone, dateStyle: "short", timeStyle: "short", hourCycle: "h23" };
  return new Intl.DateTimeFormat("sv", options).format(instant);
}

function page(title, facts = "") {
  return `---\ntitle: ${title}\ndescription: About ${title}.\n${facts}---\n\nText.\n`;
}

function made(name, files) {
  const portal = join(work, `${name}-portal`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(portal, path)), { recursive: true });
    writeFileSync(join(portal, path), text);
  }
  const site = join(work, name);
  const env = { ...process.env, SOURCE_DATE_EPOCH: "1780272000" };
  execFileSync(process.env.SUPPORTAL, ["build", "--quiet", portal, "-o", site], { env, stdio: ["ignore", "ignore", "inherit"] });
  return site;
}
