// The page for addresses that do not exist: pages that are found by the words of the address.
(() => {
  "use strict";
  const box = document.querySelector("[data-lost]");
  if (!box) return;
  const theme = supportalTheme;
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
  theme.index().then((engine) => engine.search(words, { limit: 4 })).then(show, () => {});

  function decoded(path) {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  }

  function show(rows) {
    const line = (row) => theme.make("li", {}, theme.make("a", { href: theme.address(row) }, row.title));
    box.querySelector("ul").append(...rows.map(line));
    box.hidden = !rows.length;
  }
})();
