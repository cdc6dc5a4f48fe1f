// When a notice begins and ends on the reader's clock, behind what the partner's shows, where these differ.
(function () {
  "use strict";
  document.querySelectorAll("[data-t-yours]").forEach(function (holder) {
    holder.querySelectorAll("time[data-offset]").forEach(function (time) {
      var next = time.nextElementSibling;
      // A page that was swapped in place has them already.
      if (next && next.className === "yours") return;
      var instant = Date.parse(time.dateTime);
      var there = Number(time.dataset.offset);
      var here = -new Date(instant).getTimezoneOffset();
      if (here === there) return;
      var yours = document.createElement("span");
      yours.className = "yours";
      yours.textContent = holder.dataset.tYours
        .replace("{time}", "")
        .replace("{yours}", function () {
          return say(instant, there, here, holder.dataset.formats);
        })
        .trim();
      time.after(" ", yours);
    });
  });

  /** The time, and the date where it is another one. */
  function say(instant, there, here, language) {
    function at(offset, options) {
      options.timeZone = "UTC";
      return new Intl.DateTimeFormat(language, options).format(new Date(instant + offset * 60000));
    }
    var time = at(here, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    var day = { weekday: "long", day: "numeric", month: "long" };
    return at(here, day) === at(there, day) ? time : at(here, day) + " " + time;
  }
})();
