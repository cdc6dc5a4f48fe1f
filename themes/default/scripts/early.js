// Runs before the page is painted, so that nothing flickers: the reader's own choices, the
// sign that scripts run, that something is searched for, which notices are in force, and which days are over.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("scripted");
  if (/[?&#]q=[^&#]/.test(location.search + location.hash)) root.classList.add("asking");
  // Notices are in force between two instants, and coming days end, whenever the page was built. They are marked as soon as they are
  // read: what comes after the first lines are painted would push all below them down.
  function mark() {
    document.querySelectorAll("[data-notices] [data-starts], [data-coming] [data-ends]").forEach(function (notice) {
      var now = Date.now();
      var over = now >= Date.parse(notice.dataset.ends);
      notice.toggleAttribute("data-over", over);
      notice.toggleAttribute("data-now", !over && !(now < Date.parse(notice.dataset.starts)));
    });
  }
  var reading = new MutationObserver(mark);
  reading.observe(root, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", function () {
    reading.disconnect();
    mark();
    setInterval(mark, 30000);
  });
  try {
    var colours = localStorage.getItem("supportal:colours");
    if (colours === "dark" || colours === "light") root.dataset.theme = colours;
    var slash = localStorage.getItem("supportal:slash");
    if (slash) root.dataset.slash = slash;
    var original = localStorage.getItem("supportal:original");
    if (original) root.dataset.original = original;
  } catch (error) {
    // Storage is shut, as it may be for files and in private windows: the system's choice holds.
  }
})();
