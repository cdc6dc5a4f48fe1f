// Two engines that judge whether a page can be used by everybody, and what of their doubts was looked at.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import axe from "axe-core";

const engine = readFileSync(createRequire(import.meta.url).resolve("accessibility-checker-engine/ace.js"), "utf8");

/**
 * What axe cannot tell, who looked at it, and why it is well. Each is one rule at one kind of place, and goes once
 * no page gives rise to it any more: accessibility.test.mjs asks for `unneeded`.
 */
const REVIEWED = [
  {
    why: "the arrow behind a link to elsewhere is drawn on the page's own ground",
    is: ({ rule, html, message }) => rule === "color-contrast" && /pseudo element/.test(message) && /class="external[ "]/.test(html),
  },
  {
    // accessibility.test.mjs does.
    why: "the text of the home page's head is measured against both ends of the gradient below it",
    is: ({ rule, message, target }) => rule === "color-contrast" && /background gradient/.test(message) && target.hero,
  },
  {
    why: "the row of filters scrolls sideways on a phone, and what is out of its view is cut off",
    is: ({ rule, message, target }) => rule === "color-contrast" && /obscured/.test(message) && target.filters,
  },
  {
    why: "what lies below something that is open, or is scrolled out of it, is judged where nothing is open",
    is: ({ rule, message, open }) => rule === "color-contrast" && /overlapped by another element/.test(message) && open,
  },
  {
    why: "a link that the list under the box covers in part is whole again once the list is closed",
    is: ({ rule, message, open, target }) => rule === "target-size" && /partially obscured/.test(message) && open && !target.list,
  },
  {
    why: "a cell, or the last line of the list, is cut off by the frame in which it scrolls, on the frame's own ground",
    is: ({ rule, message, target }) =>
      rule === "color-contrast" && /partially (overlaps|obscured)/.test(message) && (target.table || target.list),
  },
  {
    why: "the words in an empty box have the colour of soft text, which the tests of `render::brand` hold to 4.5 : 1",
    is: ({ rule, message }) => rule === "color-contrast" && /has no value/.test(message),
  },
  {
    why: "an option that is scrolled below the last line, which stays in view, is whole once it is chosen or scrolled to",
    is: ({ rule, message, target }) => rule === "target-size" && /partially obscured/.test(message) && target.list,
  },
  {
    why: "options are reached by arrows, and the one that is chosen is brought into view: keyboard.test.mjs",
    is: ({ rule, target }) => rule === "scrollable-region-focusable" && target.list,
  },
];

const met = new Set();

/** Whether it was reviewed. Each entry that says so is noted. */
function isReviewed(one) {
  const entries = REVIEWED.filter(({ is }) => is(one));
  for (const { why } of entries) met.add(why);
  return entries.length > 0;
}

/** What was reviewed and was not met on any page that was judged until now. */
export const unneeded = () => REVIEWED.map(({ why }) => why).filter((why) => !met.has(why));

/** Prepares a page for both engines. Asks for `bypassCSP`: the policy refuses what they bring. */
export async function prepare(page) {
  await page.evaluate(axe.source);
}

/** What axe finds wrong, or doubts and nobody has looked at; every rule of WCAG 2.2 AA and of good practice, or those on colours alone. */
export async function wrong(page, colours = false) {
  const { version, found } = await page.evaluate(async (colours) => {
    const result = await globalThis.axe.run(document, {
      preload: false,
      resultTypes: ["violations", "incomplete"],
      runOnly: colours ? { type: "rule", values: ["color-contrast", "link-in-text-block"] } : ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    const list = (kind) =>
      result[kind].flatMap(({ id, nodes }) =>
        nodes.map(({ html, target, any, all, none }) => {
          const element = document.querySelector(target.at(-1));
          return {
            kind,
            rule: id,
            html: html.slice(0, 160),
            message: [...any, ...all, ...none].map((check) => check.message).join("; "),
            target: {
              hero: !!element?.closest(".hero"),
              filters: !!element?.closest(".filters"),
              table: !!element?.closest(".table"),
              list: !!element?.closest(".suggestions"),
            },
            open: !!document.querySelector(".suggestions:not([hidden]), [data-dropdown][open], :popover-open"),
          };
        }),
      );
    return { version: result.testEngine.version, found: [...list("violations"), ...list("incomplete")] };
  }, colours);
  assert.ok(version, "the engine ran");
  return found
    .filter((one) => one.kind === "violations" || !isReviewed(one))
    .map(({ kind, rule, message, html }) => `${kind} ${rule}: ${message} ${html}`);
}

/** What the second engine, of IBM, calls an error by WCAG 2.2. */
export async function wrongToo(page) {
  await page.evaluate(engine);
  return page.evaluate(async () => {
    const report = await new globalThis.ace.Checker().check(document, ["WCAG_2_2"]);
    return report.results
      .filter(({ value: [policy, result] }) => policy === "VIOLATION" && result === "FAIL")
      .map(({ ruleId, message, snippet }) => `${ruleId}: ${message} ${snippet.slice(0, 160)}`);
  });
}
