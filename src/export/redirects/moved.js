// Goes on to where the page is now, with the anchor that the reader asked for.
(() => {
  const { to } = document.currentScript.dataset;
  if (!location.hash) return;
  stop();
  location.replace(new URL(to + location.hash, location.href));
})();
