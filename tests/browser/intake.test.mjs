// The contact page: from what is wrong to whom to turn to, and a text with what the partner needs.

import assert from "node:assert/strict";
import { test } from "node:test";

import { becomes, rtl, starter, visiting, withBrowser } from "./portal.mjs";

withBrowser();

/** The contact page at an instant, as a customer in Taipei sees it. */
async function contact({ from = starter.http, at = "2026-06-03T02:00:00Z", ...options }, visit) {
  await visiting({ from, timezoneId: "Asia/Taipei", ...options }, async (page) => {
    await page.clock.setFixedTime(new Date(at));
    await page.at("channels/index.html");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await visit(page);
  });
}

const order = (page) =>
  page.locator("[data-intake-channels] > [data-channel]").evaluateAll((cards) => cards.map((card) => card.dataset.channel));

/** Keeps what the live regions of the page say from now on; reads it. */
async function listening(page) {
  await page.evaluate(() => {
    globalThis.heard = [];
    const live = "[role=status], [aria-live]";
    const hear = (changes) => {
      const regions = new Set(changes.map(({ target }) => (target.nodeType === 1 ? target : target.parentElement)?.closest(live)));
      for (const region of regions) if (region?.textContent.trim()) globalThis.heard.push(region.textContent.trim().replaceAll("\u00a0", " "));
    };
    new MutationObserver(hear).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
  return () => page.evaluate(() => globalThis.heard);
}

/** What a card says, with the spaces of its numbers as one types them. */
const said = async (card) => (await card.innerText()).replaceAll("\u00a0", " ");

for (const from of [starter.http, starter.file]) {
  const scheme = new URL(from).protocol;

  test(`${scheme} articles that match appear while one types, and lead there`, async () => {
    await contact({ from }, async (page) => {
      await page.getByRole("searchbox", { name: "What is wrong?" }).fill("outlook does not open");
      const first = page.locator("[data-intake-articles] a").first();
      await first.waitFor();
      assert.match(await first.innerText(), /Outlook/);
      await first.click();
      await page.getByRole("heading", { level: 1, name: /Outlook/ }).waitFor();
    });
  });

  test(`${scheme} at night a critical problem leads to the emergency phone`, async () => {
    // Sunday, 03:00 in Taipei.
    await contact({ from, at: "2026-06-06T19:00:00Z" }, async (page) => {
      await page.getByLabel("Your plan").selectOption("business");
      await page.getByLabel("Severity").selectOption("s1");
      const channels = await order(page);
      assert.ok(channels.indexOf("emergency") < channels.indexOf("hotline"), channels.join(" "));
      const phone = page.locator('[data-intake-channels] [data-channel="emergency"]');
      assert.match(await said(phone), /First response: within 30 minutes, around the clock/);
      assert.match(await said(phone), /\+886 2 5555 0199/);
      const hotline = page.locator('[data-intake-channels] [data-channel="hotline"]');
      assert.match(await said(hotline), /Opens Monday 09:00/);
      assert.match(await said(hotline), /within 1 hour while we are open/);
    });
  });
}

test("a channel that is not for the problem comes last, says why, and keeps its number", async () => {
  await contact({}, async (page) => {
    assert.equal((await order(page)).at(-1), "emergency");
    await page.getByLabel("Severity").selectOption("s3");
    const phone = page.locator('[data-intake-channels] [data-channel="emergency"]');
    assert.equal((await order(page)).at(-1), "emergency");
    assert.match(await said(phone), /Does not take problems of this severity/);
    assert.match(await said(phone), /\+886 2 5555 0199/);
    await page.getByLabel("Severity").selectOption("s1");
    assert.doesNotMatch(await said(phone), /Does not take/);
  });
});

test("how many articles match is heard once the typing pauses, and no list of them", async () => {
  await contact({}, async (page) => {
    const field = page.getByRole("searchbox", { name: "What is wrong?" });
    const heard = await listening(page);
    await field.pressSequentially("outlook", { delay: 40 });
    await page.locator("[data-intake-articles] a").first().waitFor();
    const count = await page.locator("[data-intake-articles] li").count();
    await becomes(heard, [`Results: ${count}`]);
    await field.fill("");
    await field.pressSequentially("xylophone", { delay: 40 });
    await page.locator("[data-intake-articles]").waitFor({ state: "hidden" });
    await becomes(heard, [`Results: ${count}`, "Nothing found"]);
  });
});

test("which channels fit a choice is heard in one sentence, and nothing where they stay", async () => {
  // Sunday, 03:00 in Taipei.
  await contact({ at: "2026-06-06T19:00:00Z" }, async (page) => {
    const all = (await order(page)).length;
    const severity = page.getByLabel("Severity");
    const heard = await listening(page);
    // With the arrows one goes past each choice.
    await severity.focus();
    for (let choice = 0; choice < 3; choice += 1) await page.keyboard.press("ArrowDown");
    await severity.selectOption("s1");
    await page.getByLabel("Your plan").selectOption("business");
    const sentence = `Channels that fit: ${all} of ${all}. First in the list: Emergency phone – First response: within 30 minutes, around the clock.`;
    await becomes(async () => (await heard()).at(-1), sentence);
    await severity.selectOption("s3");
    await becomes(async () => (await heard()).length, 2);
    assert.match((await heard())[1], new RegExp(`^Channels that fit: ${all - 1} of ${all}. First in the list: .* – First response: `));
    await page.getByLabel("Since when").fill("this morning");
    await page.waitForTimeout(1000);
    assert.equal((await heard()).length, 2, "a field that decides nothing");
  });
});

test("a channel that closes while one reads is told of", async () => {
  await visiting({ timezoneId: "Asia/Taipei" }, async (page) => {
    // Wednesday, shortly before the hotline closes.
    await page.clock.install({ time: new Date("2026-06-03T09:59:40Z") });
    await page.at("channels/index.html");
    await page.getByText("Open until 18:00").first().waitFor();
    const heard = await listening(page);
    await page.clock.fastForward(60_000);
    await page.clock.runFor(1_000);
    await becomes(async () => (await heard()).length, 1);
    assert.match((await heard())[0], /^Channels that fit: (\d) of \1\. First in the list: /);
  });
});

for (const [id, where] of [["hotline", "the card that moves"], ["emergency", "the last card"]]) {
  test(`what has the focus keeps it when channels close: ${where}`, async () => {
    await visiting({ timezoneId: "Asia/Taipei" }, async (page) => {
      // Wednesday, shortly before the hotline closes.
      await page.clock.install({ time: new Date("2026-06-03T09:59:40Z") });
      await page.at("channels/index.html");
      const before = await order(page);
      const link = page.locator(`[data-intake-channels] [data-channel="${id}"] a`).first();
      await link.focus();
      await page.clock.fastForward(60_000);
      await becomes(async () => (await order(page)).join() === before.join(), false);
      const channels = await order(page);
      assert.ok(channels.indexOf("emergency") < channels.indexOf("hotline"), channels.join(" "));
      assert.deepEqual([...channels].sort(), [...before].sort());
      assert.ok(await link.evaluate((link) => link === document.activeElement), "the focus is lost");
    });
  });
}

test("the request holds what was said, and the mail the same", async () => {
  await contact({}, async (page) => {
    await page.getByRole("searchbox", { name: "What is wrong?" }).fill("Teams & calls drop");
    await page.getByLabel("Severity").selectOption("s2");
    await page.getByLabel("Your customer number").fill("4711");
    await page.getByLabel("Since when").fill("this morning");
    await page.getByLabel("What you have tried").fill("restart\nanother network");
    const text = await page.getByLabel("Your request as a text").inputValue();
    const lines = text.split("\n");
    assert.equal(lines[0], "What is wrong? Teams & calls drop");
    assert.match(lines[1], /^Severity: High: /);
    assert.deepEqual(lines.slice(2), [
      "Your customer number: 4711",
      "Since when: this morning",
      "What you have tried: restart",
      "another network",
    ]);
    const href = new URL(await page.getByRole("link", { name: "Write a mail" }).getAttribute("href"));
    assert.equal(href.pathname, "support@camphor.example");
    assert.equal(href.searchParams.get("subject"), "Teams & calls drop");
    // Lines end in mail as RFC 6068 has it, also those that the reader made.
    assert.equal(href.searchParams.get("body"), text.replaceAll("\n", "\r\n"));
  });
});

test("in Arabic, too, no colon follows a question mark", async () => {
  await visiting({ site: rtl }, async (page) => {
    await page.at("ar/channels/index.html");
    const text = page.locator("#_intake-text");
    await becomes(async () => (await text.inputValue()).split("\n")[0], "ما المشكلة؟ ");
  });
});

test("who comes back finds in the request what the fields say", async () => {
  await contact({}, async (page) => {
    await page.getByLabel("Severity").selectOption("s2");
    await page.getByLabel("What you have tried").fill("restart");
    const text = () => page.getByLabel("Your request as a text").inputValue();
    const before = await text();
    await page.at("support.html");
    await page.goBack();
    assert.equal(await page.getByLabel("What you have tried").inputValue(), "restart");
    await becomes(text, before);
  });
});

test("a text that is too long for a link is copied into the mail, and the reader is told", async () => {
  await contact({}, async (page) => {
    const mail = page.getByRole("link", { name: "Write a mail" });
    const body = async () => new URL(await mail.getAttribute("href")).searchParams.get("body");
    const told = page.getByText("The text is too long for this link");
    await page.getByRole("searchbox", { name: "What is wrong?" }).fill("信箱打不開");
    await page.getByLabel("What you have tried").fill("重新啟動");
    assert.match(await body(), /信箱打不開[^]*重新啟動/);
    assert.equal(await told.isVisible(), false);
    await page.getByLabel("What you have tried").fill("重新啟動".repeat(60));
    assert.ok(await mail.isVisible());
    assert.equal(new URL(await mail.getAttribute("href")).searchParams.get("subject"), "信箱打不開");
    assert.equal(await body(), null);
    assert.ok(await told.isVisible());
    const described = await mail.evaluate((link) => document.getElementById(link.getAttribute("aria-describedby")).textContent);
    assert.match(described, /^The text is too long for this link.* “Copy the text”/);
    await page.getByRole("button", { name: "Copy the text" }).waitFor();
    await page.getByLabel("What you have tried").fill("重新啟動");
    assert.match(await body(), /重新啟動/);
    assert.equal(await told.isVisible(), false);
  });
});

test("a subject of small pictures is whole", async () => {
  await contact({}, async (page) => {
    await page.getByRole("searchbox", { name: "What is wrong?" }).fill(`a${"😀".repeat(70)}`);
    const href = new URL(await page.getByRole("link", { name: "Write a mail" }).getAttribute("href"));
    assert.equal(href.searchParams.get("subject"), `a${"😀".repeat(70)}`);
  });
});

test("the number is one link away, and all numbers are there without a script", async () => {
  await contact({ javaScriptEnabled: false }, async (page) => {
    await page.getByRole("link", { name: "Just show me the number" }).click();
    await page.getByRole("link", { name: "+886 2 5555 0100" }).first().waitFor();
    assert.equal(await page.getByLabel("Severity").count() && (await page.getByLabel("Severity").isVisible()), false);
    assert.equal(await page.getByRole("heading", { name: "Prepare your request" }).isVisible(), false);
    assert.equal(await page.getByText("as you type").isVisible(), false, "a promise that no script keeps");
  });
});
