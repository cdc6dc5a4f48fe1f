// The page for addresses that do not exist: in the language of the address, with pages that are found by its words.
(() => {
  "use strict";
  const all = [...document.querySelectorAll("[data-lost-in]")];
  if (!all.length) return;
  const own = all.findLast((one) => location.pathname.startsWith(new URL(one.dataset.lostIn, location.href).pathname)) ?? all[0];
  for (const one of all) one.hidden = one !== own;
  if (own !== all[0]) speak();
  const box = own.querySelector("[data-lost]");
  const words = decoded(location.pathname)
    .replace(/\.html?$|index\.html?$/, "")
    .split("/")
    .filter(Boolean)
    .slice(-2)
    .join(" ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  if (!/\p{L}/u.test(words)) return;
  // Nobody typed these words, so they go nowhere but to the portal's own index.
  // The scripts of the search come after this one.
  document.addEventListener("DOMContentLoaded", () => {
    supportalTheme.index().then((engine) => engine.search(words, { limit: 4 })).then(show, () => {});
  });

  // What was one of many is the page now: its title, its form, its links, and the index of its language.
  function speak() {
    const small = own.querySelector("h2");
    const title = document.createElement("h1");
    title.id = small.id;
    title.textContent = small.textContent;
    small.replaceWith(title);
    const topics = own.querySelector("h3");
    const heading = document.createElement("h2");
    heading.textContent = topics.textContent;
    topics.replaceWith(heading);
    for (const more of own.querySelectorAll("[data-lost-form], [data-lost-more]")) more.hidden = false;
    document.title = own.dataset.title;
    document.documentElement.dataset.base = own.dataset.lostIn;
    const engine = document.querySelector("template[data-engine]");
    const other = own.querySelector("template[data-lost-engine]");
    if (engine && other) engine.content.replaceChildren(other.content);
  }

  function decoded(path) {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  }

  function show(rows) {
    const theme = supportalTheme;
    const line = (row) => theme.make("li", {}, theme.make("a", { href: theme.address(row) }, row.title));
    box.querySelector("ul").append(...rows.map(line));
    box.hidden = !rows.length;
  }
})();
