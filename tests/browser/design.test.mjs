// What the theme does for a reader beyond text: weight, contents, pictures, the way on from nowhere, paper.

import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { becomes, kinds, resize, rtl, starter, visiting, withBrowser } from "./portal.mjs";

withBrowser();

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

test("an article asks for few files, and they weigh little", async (t) => {
  await visiting({}, async (page) => {
    const files = [];
    page.on("response", (response) => files.push({ url: response.url(), response }));
    const engine = page.waitForResponse(/\/search\/search\.js$/);
    await page.at(kinds.article);
    await engine;
    // The icon may come after it.
    await page.waitForLoadState("networkidle");
    // Pictures are the writer's; the engine of search comes once all else is there.
    const order = files.map(({ url }) => url);
    const last = order.findLastIndex((url) => !url.includes("/search/") && !url.includes("/icon."));
    assert.ok(order.findIndex((url) => url.endsWith("/search/search.js")) > last, order.join("\n"));
    const counted = files.filter(({ url }) => !/\/search\/|\.(svg|png|jpe?g)$/.test(url) || url.includes("/theme/"));
    const bodies = await Promise.all(counted.map(({ response }) => response.body()));
    const gzip = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
    const brotli = bodies.reduce((sum, body) => sum + brotliCompressSync(body).length, 0);
    t.diagnostic(`${counted.length} files, ${gzip} bytes with gzip, ${brotli} with brotli`);
    assert.ok(counted.length <= 6, counted.map(({ url }) => url).join("\n"));
    assert.ok(gzip <= 40_000, `${gzip} bytes`);
  });
});

test("search weighs little", (t) => {
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 } };
  const weight = (text) => brotliCompressSync(text, best).length;
  // The first line is the engine, what comes after it the root of the index.
  const [engine] = starter.read("search/search.js").split("\n");
  // Of the theme's script, what is in the same short form: a line each of what box and page share, the box and the page.
  const theme = starter.read(starter.paths.find((path) => /^assets\/theme\/theme\.\w+\.js$/.test(path)));
  const lines = theme.split("\n").filter((line) => line.startsWith("(()=>{"));
  const named = lines.map((line) => line.match(/supportalTheme=|combobox|data-results/)?.[0]);
  assert.deepEqual(named, ["supportalTheme=", "combobox", "data-results"]);
  const [alone, all] = [weight(engine), weight(engine) + weight(lines.join("\n"))];
  t.diagnostic(`${alone} bytes the engine, ${all} with its interface`);
  assert.ok(alone <= 5_000, `${alone} bytes`);
  assert.ok(all <= 9_000, `${all} bytes`);
});

test("on a small laptop the contents stand beside the text and follow the reader", async () => {
  await visiting({ viewport: { width: 1280, height: 720 } }, async (page) => {
    await page.at(kinds.plan);
    const contents = page.locator("[data-contents]");
    await contents.waitFor();
    const last = contents.getByRole("link").last();
    await last.click();
    await page.waitForFunction(() => document.querySelector("[data-contents] [aria-current]"));
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForFunction(() => !document.querySelector("[data-contents] li:last-child > [aria-current]"));
    // What was asked for is marked, also where it never comes to the top of the window.
    const links = await contents.getByRole("link").all();
    const marked = () => contents.locator("[aria-current]").allTextContents();
    for (const link of links) {
      await link.click();
      await becomes(marked, [await link.textContent()]);
    }
    // So is the last one for who scrolls to the end.
    await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
    await page.mouse.move(600, 400);
    await page.mouse.wheel(0, 100_000);
    await becomes(marked, [await links.at(-1).textContent()]);
  });
});

test("the head is as high as the page makes room for, with links of its own and any name", async () => {
  const names = [
    "Camphor Cloud Support",
    "Contoso Managed Cloud Services Support Center",
    "Contoso Managed Cloud Services Support Center for Partners and Customers in Asia",
    "樟雲科技雲端服務暨資訊安全維運支援中心與合作夥伴服務專線",
  ];
  await visiting({ site: rtl }, async (page) => {
    for (const [width, language] of [320, 768, 1024, 1100, 1280, 1440].flatMap((width) => [[width, ""], [width, "ar/"], [width, "zh-TW/"]])) {
      await resize(page, width, 720);
      await page.at(`${language}${kinds.article}`);
      for (const name of names) {
        const found = await page.evaluate((name) => {
          const brand = document.querySelector(".brand");
          const span = brand.querySelector("span");
          span.textContent = name;
          brand.classList.toggle("wide", name.length > 24);
          const style = getComputedStyle(document.documentElement);
          const head = document.querySelector(".site-header");
          const room = parseFloat(style.getPropertyValue("--header")) * parseFloat(style.fontSize);
          const links = [...document.querySelectorAll(".site-menu .header-link a")];
          return {
            // Where it goes with the reader.
            high: getComputedStyle(head).position === "sticky" && head.offsetHeight > room + 1 && head.offsetHeight,
            narrow: span.offsetWidth < 120 && span.offsetWidth,
            out: Math.max(0, document.documentElement.scrollWidth - innerWidth),
            links: links.length,
            // On a narrow window they are behind the button of the menu.
            seen: innerWidth < 1024 ? 3 : links.filter((link) => link.checkVisibility()).length,
          };
        }, name);
        assert.deepEqual(found, { high: false, narrow: false, out: 0, links: 3, seen: 3 }, `${language} ${width} px: ${name}`);
      }
      await page.locator(".document :is(h2, h3)[id]").last().evaluate((heading) => (location.hash = heading.id));
      const [below, above] = await page.evaluate(() => {
        const head = document.querySelector(".site-header");
        const end = getComputedStyle(head).position === "sticky" ? head.getBoundingClientRect().bottom : 0;
        return [document.querySelector(":target").getBoundingClientRect().top, end];
      });
      assert.ok(below >= above, `${language} ${width} px: a heading at ${below}, the head to ${above}`);
    }
  });
});

test("on a phone the search has its button, and the words in it are whole", async () => {
  for (const path of [kinds.home, "zh-TW/index.html"]) {
    await visiting(phone, async (page) => {
      await page.at(path);
      const box = await page.locator("main [data-search] button").boundingBox();
      assert.ok(box.width >= 24 && box.x + box.width <= 390, JSON.stringify(box));
      const fits = await page.locator("main [data-search] input").evaluate((input) => {
        const style = getComputedStyle(input);
        const canvas = document.createElement("canvas").getContext("2d");
        canvas.font = `${style.fontSize} ${style.fontFamily}`;
        const room = input.clientWidth - parseFloat(style.paddingInlineStart) - parseFloat(style.paddingInlineEnd);
        return canvas.measureText(input.placeholder).width <= room;
      });
      assert.ok(fits, path);
    });
  }
});

test("a picture that is shown small opens at its own size, by key as well", async () => {
  await visiting(phone, async (page) => {
    await page.at("articles/accounts/set-up-verification.html");
    const button = page.getByRole("button", { name: /^Enlarge picture/ });
    await button.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    const shown = await dialog.getByRole("img").evaluate((image) => image.clientWidth);
    assert.ok(shown > 390, `${shown}`);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.ok(await button.evaluate((button) => button === document.activeElement));
  });
});

test("keys scroll the picture at its own size, and the page behind it stays where it was", async () => {
  await visiting({ viewport: { width: 390, height: 300 } }, async (page) => {
    await page.at("articles/accounts/set-up-verification.html");
    const button = page.getByRole("button", { name: /^Enlarge picture/ });
    await button.focus();
    const before = await page.evaluate(() => scrollY);
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    const shut = dialog.getByRole("button");
    const place = () => dialog.evaluate(({ scrollLeft, scrollTop }) => [scrollLeft > 0, scrollTop > 0]);
    const shutIn = () => shut.evaluate((button) => {
      const { left, top, right, bottom } = button.getBoundingClientRect();
      return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight && button.contains(document.elementFromPoint(left + 5, top + 5));
    });
    await becomes(place, [false, false]);
    assert.ok(await shutIn(), "at first");
    // A key that comes while the picture still moves may be lost, to a reader as well.
    const pressed = (key) => async () => {
      await page.keyboard.press(key);
      return place();
    };
    await becomes(pressed("ArrowDown"), [false, true]);
    await becomes(pressed("ArrowRight"), [true, true]);
    await page.keyboard.press("End");
    const rest = () => dialog.evaluate((one) => Math.round(one.scrollHeight - one.clientHeight - one.scrollTop));
    await becomes(rest, 0);
    // Nor does it move by what is pressed at the end.
    await page.keyboard.press("PageDown");
    await page.waitForTimeout(200);
    assert.ok(await shutIn(), "at the end");
    // Its ground is near-black in both schemes.
    assert.equal(await shut.evaluate((button) => getComputedStyle(button).outlineColor), "rgb(255, 255, 255)");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => scrollY), before);
  });
});

test("an address that is nearly right is answered with the page", async () => {
  const missing = ["help/reset-password.html"];
  await visiting({ missing }, async (page) => {
    await page.at(missing[0]);
    const near = page.getByRole("region", { name: "Perhaps you were looking for" });
    await near.getByRole("link", { name: "Reset your password" }).click();
    await page.waitForURL(`${starter.http}articles/accounts/reset-your-password.html*`);
  });
});

test("on paper no page has menus or forms, and links elsewhere show where", async () => {
  await visiting({}, async (page) => {
    await page.emulateMedia({ media: "print" });
    for (const path of Object.values(kinds)) {
      await page.at(path);
      const shown = await page.evaluate(() => {
        const left = "nav, [role=search], button, select, input:not([disabled], .tabs > *, .question *, .task *)";
        return [...document.querySelectorAll(left)]
          .filter((one) => one.checkVisibility() && one.getClientRects().length)
          .map((one) => one.outerHTML.slice(0, 100));
      });
      assert.deepEqual(shown, [], path);
    }
    await page.at("guides/first-week/sign-in-safely.html");
    const link = page.locator('main a[href="https://www.office.com/"]').first();
    const after = () => link.evaluate((link) => getComputedStyle(link, "::after").content);
    // Its words are the address, which stands there once.
    assert.equal(await after(), "none");
    await link.evaluate((link) => {
      link.textContent = "Office";
      link.classList.remove("bare");
    });
    assert.match(await after(), /https:\/\/www\.office\.com/);
  });
});

test("on paper no address stands twice, and all text is dark on light, with background graphics, too", async () => {
  const alerts = "articles/billing/late-payment.html";
  for (const theme of ["light", "dark"]) await visiting({ colorScheme: theme }, async (page) => {
    await page.emulateMedia({ media: "print" });
    for (const path of [...Object.values(kinds), alerts, "articles/devices/connection-problems.html"]) {
      await page.at(path);
      const wrong = await page.evaluate(() => {
        const bare = (address) => address.replace(/^https?:\/\/|\/$/g, "");
        const twice = [...document.querySelectorAll('main a[href^="http"]')]
          .filter((link) => getComputedStyle(link, "::after").content.includes("http"))
          .filter((link) => bare(link.textContent.trim()) === bare(link.getAttribute("href")));
        const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
        const lightness = (color) => {
          canvas.clearRect(0, 0, 1, 1);
          canvas.fillStyle = color;
          canvas.fillRect(0, 0, 1, 1);
          const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
          return a < 128 ? undefined : (r * 0.299 + g * 0.587 + b * 0.114) / 255;
        };
        const ground = (one) => {
          for (let at = one; at; at = at.parentElement) {
            const found = lightness(getComputedStyle(at).backgroundColor);
            if (found !== undefined) return found;
          }
          return 1;
        };
        const dim = [...document.body.querySelectorAll("*")]
          .filter((one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 1)
          .filter((one) => Math.abs(ground(one) - (lightness(getComputedStyle(one).color) ?? 0)) < 0.45);
        return [...twice, ...dim].map((one) => one.outerHTML.slice(0, 120));
      });
      assert.deepEqual(wrong, [], path);
    }
  });
});

test("on paper no line runs through a word, and the first page has one edge", async () => {
  await visiting({ viewport: { width: 720, height: 900 } }, async (page) => {
    await page.emulateMedia({ media: "print" });
    await page.at(kinds.home);
    const badge = page.locator(".channel .badge").first();
    assert.equal(await badge.evaluate((badge) => getComputedStyle(badge).backgroundColor), "rgb(255, 255, 255)");
    const edges = await page.locator(".hero").evaluate((hero) =>
      [...hero.querySelectorAll("h1, .lead, .hero-contact > :first-child")].map((part) => Math.round(part.getBoundingClientRect().left)),
    );
    assert.deepEqual(edges, Array(edges.length).fill(edges[0]));
    const tops = await page.locator(".two > section").evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect()).map(({ left, top }) => [left, top]));
    assert.equal(tops.length, 2);
    assert.notEqual(tops[0][0], tops[1][0], "side by side");
    assert.equal(tops[0][1], tops[1][1]);
  });
});

test("what stands in a part of the description of support stands apart", async () => {
  for (const width of [390, 1280]) {
    await visiting({ viewport: { width, height: 900 } }, async (page) => {
      await page.at(kinds.support);
      const parts = await page.locator(".description-part").evaluateAll((parts) =>
        parts.flatMap((part) => {
          const shown = [...part.children].filter((child) => child.getClientRects().length);
          const gap = (child, before) => child.getBoundingClientRect().top - before.getBoundingClientRect().bottom;
          return shown.slice(1).map((child, at) => [part.querySelector("h2").id, child.tagName, gap(child, shown[at])]);
        }),
      );
      assert.ok(parts.length > 20, `${parts.length}`);
      assert.deepEqual(parts.filter(([, , gap]) => gap < 8), []);
    });
  }
});

test("progress in a guide is shown where a host leaves out .html, and is kept from before", async () => {
  await visiting({}, async (page) => {
    await page.at("guides/first-week/index.html");
    const lessons = await page.locator("[data-progress] li > a").evaluateAll((links) => links.map((link) => link.pathname));
    // As it was kept until now.
    await page.evaluate((first) => {
      const folder = location.pathname.replace("index.html", "");
      localStorage.setItem(`supportal:guide:${folder}`, JSON.stringify([first]));
    }, lessons[0]);
    await page.addInitScript(() => history.replaceState(null, "", location.pathname.replace(/(index)?\.html$/, "")));
    await page.at(`guides/first-week/${lessons[1].split("/").pop()}`);
    await page.locator("[data-lesson] input").check();
    await page.at("guides/first-week/index.html");
    assert.equal(await page.locator("[data-progress] li.is-done").count(), 2);
  });
});

test("on paper no hour of a clock stands without what it was said of", async () => {
  await visiting({}, async (page) => {
    await page.at(kinds.channel);
    await page.locator("[data-as-of]").first().waitFor();
    await page.emulateMedia({ media: "print" });
    for (const line of await page.locator("[data-as-of]").all()) assert.equal(await line.isVisible(), false);
  });
});
