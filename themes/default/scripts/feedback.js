// Searches that find nothing, told to where the portal says, if anywhere: the words, the page, the language. No
// cookie goes along and no name of who asks, and what looks like an address of mail or a long number is left out.
(() => {
  "use strict";
  const theme = supportalTheme;
  // Half a word finds nothing, too: it is told once the typing rests.
  const REST = 2000;
  // Of any script's digits, with what people part them by; half and full width are made alike before.
  const NUMBER = /[+(\p{Cf}]*\p{Nd}[\p{Nd}\s().\/\p{Pd}\p{Cf}·・‧•−]{4,}\p{Nd}\p{Cf}*/gu;
  const told = new Set();
  let waiting;

  // `query` is what found nothing; empty once something was found, or nothing is asked.
  theme.missed = (form, query) => {
    clearTimeout(waiting);
    if (!query) return;
    for (const mail of document.querySelectorAll("[data-missed-subject]")) {
      const subject = theme.fill(mail.dataset.missedSubject, { query });
      mail.href = mail.href.split("?")[0] + "?subject=" + encodeURIComponent(subject);
    }
    const to = form.dataset.missed;
    if (to && query.length > 1) waiting = setTimeout(() => tell(to, query), REST);
  };

  function tell(to, query) {
    const search = query.normalize("NFKC").replace(/\S+@\S+/g, "…").replace(NUMBER, "…").trim();
    if (told.has(search) || !search.replace(/[…\s]/g, "")) return;
    told.add(search);
    const page = document.querySelector("link[rel=canonical]")?.href ?? "";
    const body = new URLSearchParams({ search, page, language: document.documentElement.lang });
    const quietly = { mode: "no-cors", credentials: "omit", referrerPolicy: "no-referrer", keepalive: true };
    // Nobody waits for an answer, and whether there is one is not the reader's concern.
    fetch(to, { method: "POST", body, ...quietly }).catch(() => {});
  }
})();
