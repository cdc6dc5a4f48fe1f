// Runs before the page is painted, so that nothing flickers: the reader's own choices, and the
// sign that scripts run.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("scripted");
  try {
    var colours = localStorage.getItem("supportal:colours");
    if (colours === "dark" || colours === "light") root.dataset.theme = colours;
    var original = localStorage.getItem("supportal:original");
    if (original) root.dataset.original = original;
  } catch (error) {
    // Storage is shut, as it may be for files and in private windows: the system's choice holds.
  }
})();
