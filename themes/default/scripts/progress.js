// Progress in a guide, kept in this browser alone.
(function () {
  "use strict";
  var lists = document.querySelectorAll("[data-progress]");
  var lesson = document.querySelector("[data-lesson]");
  if (!lists.length && !lesson) return;

  var here = address("");
  var guide = lesson ? address(lesson.dataset.guide) : here;
  var key = "supportal:guide:" + guide;
  var done = read();

  // As it is kept: some hosts show pages without `.html`, and links have it.
  function address(href) {
    var url = new URL(href || location.href, location.href);
    return url.pathname.replace(/\/index(\.html)?$/, "/").replace(/\.html$/, "");
  }
  function read() {
    try {
      var value = JSON.parse(localStorage.getItem(key));
      return new Set(Array.isArray(value) ? value.map(address) : []);
    } catch (error) {
      return new Set();
    }
  }
  function write() {
    try {
      localStorage.setItem(key, JSON.stringify(Array.from(done)));
    } catch (error) {
      // Not kept beyond this page.
    }
  }

  if (lesson) {
    var box = lesson.querySelector("input");
    box.checked = done.has(here);
    box.addEventListener("change", function () {
      if (box.checked) done.add(here);
      else done.delete(here);
      write();
      lists.forEach(draw);
    });
  }

  // What a lesson asks its reader to check can be ticked off.
  if (lesson) {
    var tasks = key + ":" + here;
    var ticked = {};
    try {
      ticked = JSON.parse(localStorage.getItem(tasks)) || {};
    } catch (error) {
      // As the page has them.
    }
    var seen = {};
    document.querySelectorAll(".prose .task input").forEach(function (task) {
      // By its words, so that what is kept outlives a change of the lesson; a number tells the second of the same.
      var name = task.parentNode.textContent.trim();
      seen[name] = (seen[name] || 0) + 1;
      if (seen[name] > 1) name += "\n" + seen[name];
      task.disabled = false;
      if (typeof ticked[name] === "boolean") task.checked = ticked[name];
      task.addEventListener("change", function () {
        ticked[name] = task.checked;
        try {
          localStorage.setItem(tasks, JSON.stringify(ticked));
        } catch (error) {
          // Not kept beyond this page.
        }
      });
    });
  }

  function draw(list) {
    var links = Array.prototype.slice.call(list.querySelectorAll("li > a"));
    var count = 0;
    var next = null;
    links.forEach(function (link) {
      var finished = done.has(address(link.href));
      link.classList.toggle("is-done", finished);
      link.parentNode.classList.toggle("is-done", finished);
      if (finished) count += 1;
      else next = next || link;
      var mark = link.querySelector(".done-mark");
      if (finished && !mark) {
        mark = document.createElement("span");
        mark.className = "done-mark visually-hidden";
        mark.textContent = " (" + list.dataset.tDone + ")";
        link.querySelector("strong").append(mark);
      } else if (!finished && mark) {
        mark.remove();
      }
      var number = link.querySelector(".number");
      number.dataset.number = number.dataset.number || number.textContent;
      number.textContent = finished ? "✓" : number.dataset.number;
    });
    line(list, links.length, count, next);
  }

  function line(list, total, count, next) {
    var place = list.querySelector("[data-progress-line]");
    if (!place) return;
    place.replaceChildren();
    place.hidden = false;
    if (next) {
      var button = document.createElement("a");
      button.className = "button primary";
      button.href = next.href;
      button.textContent = count ? list.dataset.tContinue : list.dataset.tStart;
      place.append(button);
    }
    if (!count) return;
    var bar = document.createElement("progress");
    var text = document.createElement("span");
    text.textContent = list.dataset.tProgress.replace("{done}", count).replace("{count}", total);
    bar.max = total;
    bar.value = count;
    bar.setAttribute("aria-label", text.textContent);
    place.append(bar, text);
  }

  lists.forEach(draw);
  addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    done = read();
    lists.forEach(draw);
  });
})();
