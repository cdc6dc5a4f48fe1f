// Pages that carry their original: under the text, beside it, or away, as the reader likes.
(function () {
  "use strict";
  var root = document.documentElement;
  var choices = document.querySelectorAll("[data-bilingual] input");
  if (!choices.length) return;

  // A line of a grid needs an element on each side, so each original is joined with the text
  // before it, up to the original before that.
  document.querySelectorAll(".prose .sxs-lookup").forEach(function (original) {
    var parent = original.parentNode;
    if (parent.closest("td, th, .sxs-pair") || getComputedStyle(parent).display === "inline") return;
    var pair = document.createElement("span");
    var text = document.createElement("span");
    pair.className = "sxs-pair";
    text.className = "sxs-text";
    var node = original.previousSibling;
    while (node && !isBlock(node)) {
      var before = node.previousSibling;
      text.prepend(node);
      node = before;
    }
    if (!text.textContent.trim()) {
      original.before.apply(original, Array.prototype.slice.call(text.childNodes));
      return;
    }
    original.before(pair);
    pair.append(text, original);
  });

  function isBlock(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return false;
    return node.classList.contains("sxs-pair") || getComputedStyle(node).display !== "inline";
  }

  function show(choice) {
    root.dataset.original = choice;
    choices.forEach(function (input) {
      input.checked = input.value === choice;
    });
  }
  choices.forEach(function (input) {
    input.addEventListener("change", function () {
      show(input.value);
      try {
        localStorage.setItem("supportal:original", input.value);
      } catch (error) {
        // Not kept, but shown.
      }
    });
  });
  show(root.dataset.original || "below");
})();
