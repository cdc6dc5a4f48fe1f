// The calculator of a plan: severity, channel and time asked to what is due when. The same figures for
// three moments stand in the page without it.
(function () {
  "use strict";
  var form = document.querySelector("[data-calculator]");
  if (!form || !supportalHours.promises.length) return;
  var answers = form.querySelector("dl");
  var words = answers.dataset;
  var unfit = form.querySelector("[data-unfit]");
  var fields = form.elements;
  // A version that is to come is asked about from its first minute on.
  var from = form.dataset.from ? Number(form.dataset.from) : -Infinity;
  var until = form.dataset.until ? Number(form.dataset.until) : Infinity;
  var opened = Math.max(now(), from);
  // One clock tells all times, as in the examples below; the reader's, where the plan has none.
  var clock = supportalHours.calendar(form.dataset.calculator);

  function now() {
    return Math.floor(Date.now() / 60000);
  }

  /** A minute as the field of a date writes it, in the reader's time. */
  function written(minute) {
    return new Date((minute + supportalHours.readersOffset(minute)) * 60000).toISOString().slice(0, 16);
  }

  /** The first row of the severity that names the channel, else the first that names none. */
  function row(severity, channel) {
    var rows = supportalHours.promises.filter(function (row) {
      return row.severity === severity;
    });
    return (
      rows.find(function (row) {
        return row.channels.indexOf(channel) >= 0;
      }) ||
      rows.find(function (row) {
        return !row.channels.length;
      })
    );
  }

  function show() {
    // A date without zone is read in the reader's; of an hour that comes twice, as the first.
    var asked = fields.at.value === written(opened) ? opened : Math.floor(Date.parse(fields.at.value) / 60000);
    var isAsked = !isNaN(asked);
    var over = fields.channel.selectedOptions[0];
    var only = over && over.dataset.only;
    var isTaken = !only || only.split(" ").indexOf(fields.severity.value) >= 0;
    var told = isTaken ? "" : over.textContent + " – " + unfit.dataset.unfit;
    if (isTaken && asked < from) told = unfit.dataset.notBefore;
    if (isTaken && asked >= until) told = unfit.dataset.notAfter;
    // What the browser says of an empty field.
    if (!isAsked) told = fields.at.validationMessage;
    answers.hidden = told !== "";
    if (unfit.textContent !== told) unfit.textContent = told;
    var promised = isTaken && row(fields.severity.value, fields.channel.value);
    var calendar = promised && supportalHours.calendar(promised.calendar);
    form.querySelectorAll("[data-due]").forEach(function (cell) {
      var target = promised && promised[cell.dataset.due];
      var answer = target && supportalHours.due(calendar, asked, target.length, target.count);
      if (!target) cell.textContent = words.none;
      else if (!answer) cell.textContent = calendar && asked < calendar.from ? words.before : words.beyond;
      // As seen from today, whenever it is asked: who reads the answer does not count from the field.
      else if (clock) cell.textContent = supportalHours.inBoth(clock, answer.due, now());
      else cell.textContent = supportalHours.say(answer.due, supportalHours.readersOffset, now());
    });
  }

  fields.at.value = written(opened);
  form.addEventListener("input", show);
  document.addEventListener("supportal-hours", show);
  // Who comes back finds the fields as they left them, and the browser fills them after this script.
  addEventListener("pageshow", show);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
  });
  form.hidden = false;
  show();
})();
