// Runs before the page is painted, so that nothing flickers: the reader's own choices, the
// sign that scripts run, and that something is searched for.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("scripted");
  if (/[?&#]q=[^&#]/.test(location.search + location.hash)) root.classList.add("asking");
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
