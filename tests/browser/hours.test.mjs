// Who is open now: the page compares numbers, and says the same as the facts.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { becomes, hours, site, starter, visiting, withBrowser } from "./portal.mjs";

withBrowser();

const { vectors } = JSON.parse(readFileSync(join(import.meta.dirname, "../vectors/hours.json"), "utf8"));

test("the script of the pages meets every vector", async () => {
  await visiting({ site: hours, from: hours.http }, async (page) => {
    await page.at("index.html");
    const answers = await page.evaluate((vectors) => {
      const minute = (text) => Date.parse(text) / 60000;
      const hour = 3600;
      const length = { PT90S: 90, PT90M: 1.5 * hour, PT20H: 20 * hour, PT4H: 4 * hour, P0D: 0, P1D: 1, P2D: 2 };
      return vectors.map((vector) => {
        const calendar = supportalHours.calendar(vector.calendar);
        if (vector.ask === "status") {
          const { open, closes, opens } = supportalHours.status(calendar, minute(vector.at));
          return { open, closes, opens };
        }
        const { within, count } = vector.target;
        const answer = supportalHours.due(calendar, minute(vector.start), length[within], count);
        return { clock_starts: answer?.starts ?? null, due: answer?.due ?? null };
      });
    }, vectors);
    const minute = (value) => (typeof value === "string" ? Date.parse(value) / 60000 : value);
    const expected = vectors.map(({ expect }) =>
      Object.fromEntries(Object.entries(expect).map(([key, value]) => [key, minute(value)])),
    );
    assert.equal(answers.length, 120);
    answers.forEach((answer, at) => assert.deepEqual(answer, expected[at], JSON.stringify(vectors[at])));
  });
});

test("days that have passed go by themselves, by the calendar's clock, and stay without a script", async () => {
  for (const path of ["channels/hotline.html", "support.html", "articles/getting-help/report-a-problem.html"]) {
    const shown = async (at, options) => {
      let days;
      await visiting({ from: starter.http, timezoneId: "America/New_York", ...options }, async (page) => {
        await page.clock.setFixedTime(new Date(at));
        await page.at(path);
        const list = page.locator("[data-coming]").first();
        days = await list.locator("[data-ends]:visible").allInnerTexts();
        assert.equal(await list.isVisible(), days.length > 0, `${path} ${at}`);
      });
      return days;
    };
    const all = await shown("2026-06-01T00:00:00Z");
    // Taipei's 19 June is over at 16:00 by the world's clock.
    assert.match(all[0], /19 June 2026/, path);
    assert.deepEqual(await shown("2026-06-19T15:59:59Z"), all, path);
    assert.deepEqual(await shown("2026-06-19T16:00:00Z"), all.slice(1), path);
    assert.deepEqual(await shown("2029-01-01T00:00:00Z"), [], path);
    assert.deepEqual(await shown("2026-06-20T00:00:00Z", { javaScriptEnabled: false }), all, path);
  }
});

test("of many coming days the first four stand open, and the later ones when those are over", async () => {
  const look = async (at, then) => {
    await visiting({ from: starter.http, timezoneId: "Asia/Taipei" }, async (page) => {
      await page.clock.setFixedTime(new Date(at));
      await page.at("channels/hotline.html");
      const list = page.locator("[data-coming]").first();
      await then({
        page,
        summary: list.getByText("Later days"),
        days: () => list.locator("[data-ends]:visible dt").allInnerTexts(),
      });
    });
  };
  await look("2026-06-01T00:00:00Z", async ({ page, summary, days }) => {
    const first = await days();
    assert.deepEqual(
      first.map((day) => day.replace(/^\w+, /u, "")),
      ["19 June 2026", "25 September 2026", "28 September 2026", "9 October 2026"],
    );
    await summary.click();
    const all = await days();
    assert.deepEqual(all.slice(0, 4), first);
    assert.match(all[4], /26 October 2026/u);
    await summary.click();
    assert.deepEqual(await days(), first);
    await page.emulateMedia({ media: "print" });
    assert.deepEqual(await days(), all, "paper has all of them");
  });
  await look("2026-10-10T00:00:00Z", async ({ summary, days }) => {
    assert.match((await days())[0], /26 October 2026/u);
    assert.equal(await summary.isVisible(), false);
  });
});

/** What the badge of a channel says at an instant, to a reader in a zone; null where it says nothing. */
async function badge({ at, path, ...options }) {
  let said;
  await reading(options, async (badgeAt) => (said = await badgeAt(path, at)));
  return said;
}

/** Visits as a reader in a zone, for whom badges are asked for at one instant after the other. */
function reading({ site = starter, from = site.http, timezoneId = "Asia/Taipei", ...options }, visit) {
  return visiting({ site, from, timezoneId, ...options }, (page) =>
    visit(async (path, at) => {
      await page.clock.setFixedTime(new Date(at));
      await page.at(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      const line = page.locator(".contact-panel .open-now");
      return (await line.isVisible()) ? line.innerText() : null;
    }),
  );
}

for (const from of [starter.http, starter.file]) {
  test(`${new URL(from).protocol} what the badge says`, async (t) => {
    await reading({ from }, async (badgeAt) => {
      for (const [what, at, said] of [
        ["before opening", "2026-06-03T00:59:59Z", "Opens 09:00"],
        ["at opening", "2026-06-03T01:00:00Z", "Open until 12:00"],
        ["before closing", "2026-06-03T09:59:59Z", "Open until 18:00"],
        ["at closing", "2026-06-03T10:00:00Z", "Opens Thursday 09:00"],
        ["before the weekend", "2026-06-05T10:00:00Z", "Opens Monday 09:00"],
        ["on a holiday", "2026-06-19T03:00:00Z", "Opens Monday 09:00"],
        ["before the data begins", "2026-04-30T15:59:59Z", null],
        ["when the data has ended", "2027-06-30T16:00:00Z", null],
      ]) {
        await t.test(`${what}: ${said ?? "nothing"}`, async () => {
          assert.equal(await badgeAt("channels/hotline.html", at), said);
        });
      }
    });
  });
}

test("a reader elsewhere sees both clocks", async () => {
  const path = "channels/hotline.html";
  assert.equal(
    await badge({ path, at: "2026-06-03T01:00:00Z", timezoneId: "Europe/Berlin" }),
    "Open until 12:00 (06:00 your time)",
  );
  // Monday morning there is still Sunday here.
  assert.equal(
    await badge({ path, at: "2026-06-06T04:00:00Z", timezoneId: "America/Los_Angeles" }),
    "Opens Monday 09:00 (Sunday 18:00 your time)",
  );
});

test("whose clock that goes by is printed, once, and moves nothing", async () => {
  for (const [path, lines] of [["index.html", 2], ["channels/hotline.html", 1], ["support.html", 1]]) {
    await visiting({ timezoneId: "Asia/Taipei" }, async (page) => {
      await page.clock.setFixedTime(new Date("2026-06-03T01:00:00Z"));
      await page.at(path);
      const said = page.locator(".as-of");
      await page.waitForFunction(() => document.querySelector(".as-of").textContent);
      assert.deepEqual(await said.allInnerTexts(), Array(lines).fill("As of 09:00 by this device’s clock"), path);
      assert.ok(await said.first().isVisible());
      const height = (line) => line.evaluate((line) => line.getBoundingClientRect().height);
      const full = await height(said.last());
      await said.last().evaluate((line) => (line.textContent = ""));
      assert.equal(await height(said.last()), full, path);
    });
  }
});

test("across a change of clocks", async () => {
  const night = { site: hours, path: "channels/berlin-night.html", timezoneId: "Europe/Berlin" };
  assert.equal(await badge({ ...night, at: "2026-10-25T00:30:00Z" }), "Open until 06:00");
  assert.equal(await badge({ ...night, at: "2026-10-25T05:00:00Z" }), "Opens 22:00");
  assert.equal(await badge({ ...night, at: "2027-03-28T03:59:00Z" }), "Open until 06:00");
  assert.equal(await badge({ ...night, at: "2027-03-28T04:00:00Z" }), "Opens 22:00");
});

test("around the clock never closes", async () => {
  assert.equal(await badge({ site: hours, path: "channels/always.html", at: "2026-06-03T01:00:00Z" }), "Open now");
});

test("requests that are taken at all hours are answered by somebody, or later", async () => {
  const mail = { path: "channels/email.html" };
  assert.equal(await badge({ ...mail, at: "2026-06-03T01:00:00Z" }), "Open now");
  assert.equal(await badge({ ...mail, at: "2026-06-03T10:00:00Z" }), "Answered from Thursday 09:00");
  assert.equal(await badge({ ...mail, at: "2027-06-30T16:00:00Z" }), null);
  await visiting({ timezoneId: "Asia/Taipei" }, async (page) => {
    // A Sunday: the emergency line alone is there.
    await page.clock.setFixedTime(new Date("2026-06-07T03:00:00Z"));
    await page.at("channels/index.html");
    await page.locator(".open-now:visible").first().waitFor();
    const cards = page.locator("[data-intake-channels] > li");
    const states = await cards.evaluateAll((cards) => cards.map((card) => card.querySelector(".open-now").dataset.state));
    assert.deepEqual(states, [...states].sort().reverse(), states.join());
    assert.equal(states[0], "open");
    const badges = cards.locator(".badge:visible");
    assert.equal(await badges.count(), 0, "told to go first to a channel that is shut");
  });
});

test("what is told of an instant goes by one clock, and not by that of a calendar that never closes", async () => {
  for (const [timezoneId, said, asOf, due] of [
    ["Europe/Berlin", "Answered from 08:00", "07:00", "10:30"],
    ["Asia/Tokyo", "Answered from 08:00 (15:00 your time)", "07:00 (14:00 your time)", "10:30 (17:30 your time)"],
  ]) {
    await visiting({ site: hours, from: hours.http, timezoneId }, async (page) => {
      await page.clock.setFixedTime(new Date("2026-06-01T05:00:00Z"));
      await page.at("channels/mail.html");
      await page.locator(".contact-panel .open-now:visible").waitFor();
      assert.equal(await page.locator(".contact-panel .open-now").innerText(), said);
      assert.equal(await page.locator(".contact-panel .as-of").innerText(), `As of ${asOf} by this device’s clock`);
      // While it is open no time is told, and the clock is the reader's.
      await page.clock.setFixedTime(new Date("2026-06-01T08:00:00Z"));
      await page.at("channels/mail.html");
      await page.locator(".contact-panel .open-now:visible").waitFor();
      assert.equal(await page.locator(".contact-panel .open-now").innerText(), "Open now");
      const now = timezoneId === "Asia/Tokyo" ? "17:00" : "10:00";
      assert.equal(await page.locator(".contact-panel .as-of").innerText(), `As of ${now} by this device’s clock`);
      await page.at("sla/around.html");
      assert.match(await page.locator(".examples-note").innerText(), /All times are Berlin time/);
      await page.getByLabel("Asked over").selectOption("always");
      assert.equal(await page.locator("[data-due]").first().innerText(), due);
    });
  }
});

test("nobody answers by hours whose holidays are not known", async () => {
  const dir = join(mkdtempSync(join(tmpdir(), "supportal-hours-")), "dist");
  // June 2027: the openings reach into the year that no holidays are listed for.
  const env = { ...process.env, SOURCE_DATE_EPOCH: "1811808000" };
  execFileSync(process.env.SUPPORTAL, ["build", "--quiet", join(import.meta.dirname, "../../content"), "-o", dir], { env });
  const later = site(dir, `${pathToFileURL(dir)}/`);
  for (const path of ["channels/hotline.html", "channels/email.html", "channels/portal.html"]) {
    assert.equal(await badge({ site: later, path, at: "2028-01-01T03:30:00Z" }), null, path);
  }
  assert.equal(await badge({ site: later, path: "channels/email.html", at: "2027-12-30T03:30:00Z" }), "Open now");
  rmSync(dirname(dir), { recursive: true });
});

test("without script the table, the zone and the coming days stand there", async () => {
  await visiting({ javaScriptEnabled: false }, async (page) => {
    await page.at("channels/hotline.html");
    assert.equal(await page.locator(".open-now:visible").count(), 0);
    const table = page.getByRole("table", { name: "Office hours" });
    assert.match((await table.innerText()).replaceAll("\u2060", ""), /Monday\s+09:00–12:00, 13:00–18:00/);
    assert.match(await page.locator(".zone").first().innerText(), /Taipei/);
    assert.ok((await page.locator(".hours .facts-list dt").count()) >= 10);
  });
});

const worked = (page) =>
  page.getByRole("table", { name: "Worked examples" }).locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => Array.from(row.cells, (cell) => cell.textContent)),
  );

test("the calculator says what the worked examples say, and these need no script", async () => {
  let examples;
  await visiting({ javaScriptEnabled: false }, async (page) => {
    await page.at("sla/business.html");
    examples = await worked(page);
    assert.equal(examples.length, 6);
    assert.equal(await page.locator("[data-calculator]:visible").count(), 0);
  });
  await visiting({ timezoneId: "Asia/Taipei" }, async (page) => {
    await page.clock.setFixedTime(new Date("2026-06-01T00:00:00Z"));
    await page.at("sla/business.html");
    for (const [asked, over, ...due] of examples) {
      const [, day, time] = /(\d+) June 2026, (\d\d:\d\d)$/.exec(asked);
      await page.getByLabel("Severity").selectOption({ label: "Critical" });
      await page.getByLabel("Asked over").selectOption({ label: over === "Emergency phone" ? over : "Hotline" });
      await page.getByLabel("Asked at").fill(`2026-06-${day.padStart(2, "0")}T${time}`);
      const said = await page.locator("[data-due]").allInnerTexts();
      // The calculator leaves out what is today, the date within a week, and names no year.
      const short = due.map((text) => {
        const [, weekday, then, clock] = /^(\w+), (\d+) June 2026, (.*)$/.exec(text);
        const ahead = Number(then) - 1;
        if (!ahead) return clock;
        return ahead < 7 ? `${weekday} ${clock}` : `${weekday.slice(0, 3)} ${then} June ${clock}`;
      });
      assert.deepEqual(said, short, `${asked} over ${over}`);
    }
  });
});

test("seconds are told as they are due, with script and without", async () => {
  await visiting({ site: hours, timezoneId: "Europe/Berlin" }, async (page) => {
    await page.clock.setFixedTime(new Date("2026-06-01T04:00:00Z"));
    await page.at("sla/seconds.html");
    const [[asked, , ...due]] = await worked(page);
    assert.equal(asked, "Monday, 1 June 2026, 09:00");
    await page.getByLabel("Asked at").fill("2026-06-01T09:00");
    const said = await page.locator("[data-due]").allInnerTexts();
    assert.deepEqual(said, ["09:01:30", "09:00:20", "10:30"]);
    assert.deepEqual(due.map((text) => text.split(", ").at(-1)), said);
  });
});

test("the calculator shows both clocks, and owns up to what it does not know", async () => {
  await visiting({ timezoneId: "America/New_York" }, async (page) => {
    await page.clock.setFixedTime(new Date("2026-06-05T09:45:00Z"));
    await page.at("sla/business.html");
    const cells = page.locator("[data-due]");
    assert.equal(await page.getByLabel("Asked at").inputValue(), "2026-06-05T05:45");
    assert.equal(await cells.first().innerText(), "Monday 09:45 (Sunday 21:45 your time)");
    await page.getByLabel("Severity").selectOption({ label: "Question or request" });
    assert.deepEqual((await cells.allInnerTexts()).slice(1), ["no promised time", "no promised time"]);
    await page.getByLabel("Asked at").fill("2030-01-01T10:00");
    assert.equal(await cells.first().innerText(), "further ahead than this page can tell");
    await page.getByLabel("Severity").selectOption({ label: "Critical" });
    await page.getByLabel("Asked at").fill("2026-05-28T22:00");
    assert.equal(await cells.first().innerText(), "Fri 29 May 11:00 (Thu 28 May 23:00 your time)");
    await page.getByLabel("Severity").selectOption({ label: "Question or request" });
    await page.getByLabel("Asked at").fill("2026-02-01T10:00");
    assert.equal(await cells.first().innerText(), "further back than this page can tell");
  });
});

test("the calculator promises nothing for a time in which the version does not hold", async () => {
  await visiting({ site: hours, from: hours.http, timezoneId: "Europe/Berlin" }, async (page) => {
    await page.clock.setFixedTime(new Date("2026-06-01T08:00:00Z"));
    const told = page.locator("[data-calculator] [role=status]");
    const answers = page.locator("[data-calculator] dl");
    await page.at("sla/seconds.html");
    assert.equal(await answers.isVisible(), true);
    await page.getByLabel("Asked at").fill("2026-01-01T00:30");
    assert.equal(await told.innerText(), "This version of the plan holds from 1 January 2026.");
    assert.equal(await answers.isVisible(), false);
    await page.getByLabel("Asked at").fill("2027-01-01T00:59");
    assert.equal(await answers.isVisible(), true);
    await page.getByLabel("Asked at").fill("2027-01-01T01:00");
    assert.equal(await told.innerText(), "This version of the plan holds until 31 December 2026.");
    assert.equal(await answers.isVisible(), false);
    await page.at("sla/seconds@2.0.html");
    assert.equal(await page.getByLabel("Asked at").inputValue(), "2027-01-01T01:00");
    assert.equal(await page.locator("[data-due]").first().innerText(), "Fri, 1 January 2027 01:01:30");
  });
});

test("the calculator says what is missing where no time is asked about", async () => {
  await visiting({}, async (page) => {
    await page.at("sla/business.html");
    const told = page.locator("[data-calculator] [role=status]");
    const answers = page.locator("[data-calculator] dl");
    await page.getByLabel("Asked at").fill("");
    assert.notEqual(await told.innerText(), "");
    assert.equal(await answers.isVisible(), false);
    await page.getByLabel("Asked at").fill("2026-06-01T04:00");
    assert.equal(await told.innerText(), "");
    assert.equal(await answers.isVisible(), true);
  });
});

test("who comes back to the calculator reads the answers to what its fields say", async () => {
  await visiting({}, async (page) => {
    await page.at("sla/business.html");
    await page.getByLabel("Severity").selectOption({ label: "Question or request" });
    const answers = () => page.locator("[data-due]").allInnerTexts();
    const before = await answers();
    await page.at("support.html");
    await page.goBack();
    assert.match(await page.getByLabel("Severity").evaluate((field) => field.selectedOptions[0].text), /^Question/);
    await becomes(answers, before);
  });
});

test("a plan's columns have the same names on its page and where it is shown within a text", async () => {
  const heads = async (page, path, table) => {
    await page.at(path);
    return page.locator(`${table} thead th`).allTextContents();
  };
  for (const folder of ["", "zh-TW/"]) {
    await visiting({}, async (page) => {
      const within = "table:has(tbody tr:nth-child(4))";
      const there = await heads(page, `${folder}sla/business.html`, ".targets");
      assert.equal(there.length, 5);
      assert.deepEqual(await heads(page, `${folder}faq/general.html`, within), there, folder);
    });
  }
});

test("the calculator says whose clock it reads and for whom a channel is not, and what it tells has its name", async () => {
  await visiting({ timezoneId: "Europe/Berlin" }, async (page) => {
    await page.clock.setFixedTime(new Date("2026-06-01T00:00:00Z"));
    await page.at("sla/business.html");
    await page.getByLabel("Asked at (your time)").fill("2026-06-01T04:00");
    const answers = page.locator("[data-calculator] dl");
    // What changes is read with the whole line that it stands in.
    assert.deepEqual(
      await answers.locator("[data-due]").evaluateAll((cells) => cells.map((cell) => cell.closest("[aria-atomic=true]")?.innerText.split("\n")[0])),
      ["First response", "Updates", "Working again"],
    );
    await page.getByLabel("Severity").selectOption({ label: "Question or request" });
    await page.getByLabel("Asked over").selectOption({ label: "Emergency phone" });
    const told = page.locator("[data-calculator] [role=status]");
    assert.equal(await told.innerText(), "Emergency phone – Does not take problems of this severity.");
    assert.equal(await answers.isVisible(), false);
    await page.getByLabel("Asked over").selectOption({ label: "Hotline" });
    assert.equal(await told.innerText(), "");
    assert.equal(await answers.isVisible(), true);
  });
});

test("the calculator names the day of an answer that is not today's, and answers only what is asked", async () => {
  await visiting({ timezoneId: "Asia/Taipei" }, async (page) => {
    await page.clock.setFixedTime(new Date("2026-06-03T02:00:00Z"));
    await page.at("sla/business.html");
    const said = () => page.locator("[data-due]").first().innerText();
    await page.getByLabel("Severity").selectOption({ label: "Critical" });
    await page.getByLabel("Asked over").selectOption({ label: "Hotline" });
    for (const [asked, answer] of [
      ["2026-06-03T10:00", "11:00"],
      ["2026-06-04T10:00", "Thursday 11:00"],
      ["2026-06-24T10:00", "Wed 24 June 11:00"],
      ["2027-03-03T10:00", "Wed, 3 March 2027 11:00"],
      ["2026-06-01T10:00", "Mon 1 June 11:00"],
    ]) {
      await page.getByLabel("Asked at").fill(asked);
      assert.equal(await said(), answer, asked);
    }
    await page.getByLabel("Severity").selectOption({ label: "Question or request" });
    assert.deepEqual((await page.locator("[data-due]").allInnerTexts()).slice(1), ["no promised time", "no promised time"]);
  });
});

test("where clocks are changed no hour and no day is lost", async () => {
  await visiting({ timezoneId: "Europe/Berlin" }, async (page) => {
    // Half past two comes twice in this night, and this is the second time.
    await page.clock.setFixedTime(new Date("2026-10-25T01:30:00Z"));
    await page.at("sla/business.html");
    await page.getByLabel("Severity").selectOption({ label: "Critical" });
    await page.getByLabel("Asked over").selectOption({ label: "Emergency phone" });
    assert.equal(await page.locator("[data-due]").first().innerText(), "10:00 (03:00 your time)");
    // That channel takes nothing else.
    await page.getByLabel("Severity").selectOption({ label: "Question or request" });
    assert.deepEqual(await page.locator("[data-due]").allInnerTexts(), ["no promised time", "no promised time", "no promised time"]);
  });
  await visiting({ timezoneId: "America/New_York" }, async (page) => {
    await page.at("sla/business.html");
    const said = await page.evaluate(() => {
      const minute = (instant) => Date.parse(instant) / 60000;
      // From Saturday, half past eleven, to Sunday evening, across the beginning of summer time.
      return supportalHours.say(minute("2027-03-15T01:00Z"), supportalHours.readersOffset, minute("2027-03-14T04:30Z"));
    });
    assert.equal(said, "Sunday 21:00");
  });
});

test("no blank follows a bracket that is as wide as a sign", async () => {
  await visiting({ timezoneId: "America/New_York" }, async (page) => {
    // Sunday, when the hotline is shut.
    await page.clock.setFixedTime(new Date("2026-06-06T19:00:00Z"));
    await page.at("zh-TW/channels/hotline.html");
    const said = page.locator("[data-open-now]").first();
    await said.waitFor();
    assert.match(await said.innerText(), /（您的時間 .*）開放$/);
  });
});

test("on a phone nothing moves when it is known who is there", async () => {
  await visiting({ viewport: { width: 390, height: 844 }, timezoneId: "Asia/Taipei" }, async (page) => {
    await page.clock.setFixedTime(new Date("2026-06-03T02:00:00Z"));
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route(/\/theme\.[^/]*\.js$/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${starter.http}channels/hotline.html`, { waitUntil: "commit" });
    await page.locator(".contact-panel .summary").waitFor();
    // Before its style is there a reader sees nothing, but a script would measure.
    await page.waitForFunction(() => document.styleSheets.length);
    const top = () => page.locator(".contact-panel .summary").evaluate((one) => one.getBoundingClientRect().top);
    const before = await top();
    release();
    await page.waitForLoadState("load");
    await page.getByText("Open until").first().waitFor();
    assert.equal(await top(), before);
  });
});
