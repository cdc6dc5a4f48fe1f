// Progress in a guide, kept in this browser alone.
(function () {
  "use strict";
  var lists = document.querySelectorAll("[data-progress]");
  var lesson = document.querySelector("[data-lesson]");
  if (!lists.length && !lesson) return;

  var here = address("");
  // What was kept by course, until lessons were kept by their own address, which holds in every course.
  var older = ofCourses();
  var done = new Set();

  // As it is kept: some hosts show pages without `.html`, and links have it.
  function address(href) {
    var url = new URL(href || location.href, location.href);
    return url.pathname.replace(/\/index(\.html)?$/, "/").replace(/\.html$/, "");
  }
  function kept(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch (error) {
      return null;
    }
  }
  function keep(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch (error) {
      // Not kept beyond this page.
    }
  }
  function ofCourses() {
    var found = { lessons: new Set(), tasks: {} };
    try {
      Object.keys(localStorage).forEach(function (key) {
        if (key.indexOf("supportal:guide:") !== 0) return;
        var value = kept(key);
        if (Array.isArray(value)) value.forEach((lesson) => found.lessons.add(address(lesson)));
        // The course and the lesson, both from the root of the host.
        else if (value) found.tasks[key.slice(key.lastIndexOf(":") + 1)] = value;
      });
    } catch (error) {
      // Nothing is kept here.
    }
    return found;
  }
  function read(lesson) {
    var value = kept("supportal:lesson:" + lesson);
    var finished = typeof value === "boolean" ? value : older.lessons.has(lesson);
    if (finished) done.add(lesson);
    else done.delete(lesson);
  }
  function readAll() {
    read(here);
    lists.forEach(function (list) {
      list.querySelectorAll("li > a").forEach((link) => read(address(link.href)));
    });
  }
  readAll();

  if (lesson) {
    var box = lesson.querySelector("input");
    box.checked = done.has(here);
    box.addEventListener("change", function () {
      if (box.checked) done.add(here);
      else done.delete(here);
      keep("supportal:lesson:" + here, box.checked);
      lists.forEach(draw);
    });
  }

  // What a lesson asks its reader to check can be ticked off.
  if (lesson) {
    var tasks = "supportal:tasks:" + here;
    var ticked = kept(tasks) || older.tasks[here] || {};
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
        keep(tasks, ticked);
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
    readAll();
    lists.forEach(draw);
  });
})();
