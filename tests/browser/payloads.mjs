// Texts that would run something, were one escaping forgotten: what breaks out of each place, before what runs.
//
// A payload is a function of a number: where it runs, it calls `ran(NUMBER)`. None leaves a comment open, so that
// one cannot hide those after it.

/** What ends the place that a text stands in. */
const BREAKOUTS = [
  "", '">', "'>", "`>", "-->", "]]>", "</title>", "</script>", "</textarea>", "</style>", "</template>",
  "</noscript>", "</code></pre>", '"}</script>',
];

/** What runs where markup is taken. */
const VEHICLES = [
  (n) => `<script>ran(${n})</script>`,
  (n) => `<ScRiPt >ran(${n})</sCrIpT >`,
  (n) => `<script/x>ran(${n})</script\t>`,
  (n) => `<img src onerror=ran(${n})>`,
  (n) => `<IMG/SRC/onerror="ran(${n})">`,
  (n) => `<svg onload=ran(${n})>`,
  (n) => `<svg><script>ran(${n})</script></svg>`,
  (n) => `<svg><animate onbegin=ran(${n}) attributeName=x dur=1s>`,
  (n) => `<math><mtext><img src onerror=ran(${n})></math>`,
  (n) => `<math href="javascript:ran(${n})">m</math>`,
  (n) => `<iframe srcdoc="<script>parent.ran(${n})</script>">`,
  (n) => `<iframe src=javascript:parent.ran(${n})>`,
  (n) => `<object data=javascript:ran(${n})>`,
  (n) => `<embed src=javascript:ran(${n})>`,
  (n) => `<details open ontoggle=ran(${n})>`,
  (n) => `<input autofocus onfocus=ran(${n})>`,
  (n) => `<form action=javascript:ran(${n})><button>b</button></form>`,
  (n) => `<a href=javascript:ran(${n})>a</a>`,
  (n) => `<body onpageshow=ran(${n})>`,
  (n) => `<p onmouseover=ran(${n}) onclick=ran(${n})>d</p>`,
  (n) => `<video><source onerror=ran(${n})></video>`,
  (n) => `<audio src onerror=ran(${n})>`,
  (n) => `<style onload=ran(${n})></style>`,
  (n) => `<link rel=stylesheet href=x onerror=ran(${n})>`,
  (n) => `<meta http-equiv=refresh content=0;url=javascript:ran(${n})>`,
  (n) => `<base href=javascript:ran(${n})//>`,
  (n) => `<marquee onstart=ran(${n})>m</marquee>`,
  (n) => `<template></template><img src onerror=ran(${n})>`,
];

/** What ends an attribute's value, and what then runs. */
const QUOTES = ['"', "'", "`", " ", "&quot;", "&#39;", '\\"', "\u0000"];
const ATTRIBUTES = [
  (n) => ` onmouseover=ran(${n}) `,
  (n) => ` autofocus tabindex=0 onfocus=ran(${n}) `,
  (n) => `/onerror=ran(${n})/src=`,
  (n) => ` style=animation:x onanimationstart=ran(${n}) `,
];

/** Addresses that run something, or are taken for those. */
const ADDRESSES = [
  (n) => `javascript:ran(${n})`,
  (n) => `JaVaScRiPt:ran(${n})`,
  (n) => `java\tscript:ran(${n})`,
  (n) => `java\nscript:ran(${n})`,
  (n) => `java\r\nscript:ran(${n})`,
  (n) => ` javascript:ran(${n})`,
  (n) => `\u0001javascript:ran(${n})`,
  (n) => `javascript\u0000:ran(${n})`,
  (n) => `&#106;avascript:ran(${n})`,
  (n) => `&#x6A;avascript:ran(${n})`,
  (n) => `&#0000106avascript:ran(${n})`,
  (n) => `javascript&colon;ran(${n})`,
  (n) => `java&Tab;script:ran(${n})`,
  (n) => `java&NewLine;script&colon;ran(${n})`,
  (n) => `%6Aavascript:ran(${n})`,
  (n) => `javascript%3Aran(${n})`,
  (n) => `javascript://x%0Aran(${n})`,
  (n) => `javascript:/*"/*'/*\`/*--></title>*/ran(${n})`,
  (n) => `vbscript:ran(${n})`,
  (n) => `data:text/html,<script>ran(${n})</script>`,
  (n) => `data:text/html;base64,${btoa(`<script>opener.ran(${n})</script>`)}`,
  (n) => `data:image/svg+xml,<svg onload=ran(${n})>`,
  (n) => `feed:javascript:ran(${n})`,
  (n) => `view-source:javascript:ran(${n})`,
  (n) => `//javascript:ran(${n})`,
  (n) => `\\\\javascript:ran(${n})`,
  (n) => `./javascript:ran(${n})`,
  (n) => `?javascript:ran(${n})`,
  (n) => `ｊavascript:ran(${n})`,
  (n) => `java\u00ADscript:ran(${n})`,
  (n) => `java\u200Bscript:ran(${n})`,
  (n) => `javascript\u2236ran(${n})`,
];

/** Markdown that would be an address, a title, an attribute or code. */
const MARKDOWN = [
  (n) => `[a](javascript:ran(${n}))`,
  (n) => `[a](<javascript:ran(${n})>)`,
  (n) => `<javascript:ran(${n})>`,
  (n) => `![a](javascript:ran(${n}))`,
  (n) => `![a"onerror=ran(${n})//](x)`,
  (n) => `[a](x "\\" onmouseover=ran(${n}) x=\\"")`,
  (n) => `[a](x '" onmouseover=ran(${n}) x="')`,
  (n) => `[a](#"onmouseover=ran(${n})//)`,
  (n) => `[![a](x)](javascript:ran(${n}))`,
  (n) => `[a\`](javascript:ran(${n}))\``,
  (n) => `\`\`\`"onclick=ran(${n})//`,
  (n) => `# h {#x onclick=ran(${n})}`,
  (n) => `:::image source="x" onerror="ran(${n})":::`,
  (n) => `> [!NOTE"onclick=ran(${n})//]`,
];

/** What templates and languages of pages would run. */
const TEMPLATES = [
  (n) => `{{ ran(${n}) }}`,
  (n) => `{{{ran(${n})}}}`,
  (n) => `{{ "<script>ran(${n})</script>" | safe }}`,
  (n) => `{% raw %}<script>ran(${n})</script>{% endraw %}`,
  (n) => `{{constructor.constructor("ran(${n})")()}}`,
  (n) => `\${ran(${n})}`,
  (n) => `#{ran(${n})}`,
  (n) => `<%= ran(${n}) %>`,
  (n) => `<?php ran(${n}) ?>`,
  (n) => `[[ran(${n})]]`,
];

/** What breaks out of JSON, and out of the scripts and comments that it could stand in. */
const SCRIPTS = [
  (n) => `"};ran(${n});//`,
  (n) => `';ran(${n});//`,
  (n) => `\\";ran(${n});//`,
  (n) => `"-ran(${n})-"`,
  (n) => `);ran(${n});(`,
  (n) => `*/ran(${n})/*`,
  (n) => `\u2028ran(${n})//`,
  (n) => `\u2029ran(${n})//`,
  (n) => `\nran(${n})//`,
  (n) => `</script ><script>ran(${n})</script>`,
  (n) => `<!--<script>ran(${n})</script>-->`,
  (n) => `<!--><script>ran(${n})</script>-->`,
  (n) => `\\u003c/script\\u003e\\u003cscript\\u003eran(${n})`,
];

/** Markup in other letters: entities, percent signs, UTF-7, look-alikes, characters that hide. */
const LETTERS = [
  (n) => `&lt;script&gt;ran(${n})&lt;/script&gt;`,
  (n) => `&#60;img src onerror=ran(${n})&#62;`,
  (n) => `&#x3c;img src onerror=ran(${n})&#x3e;`,
  (n) => `&#0060img src onerror=ran(${n})&#0062`,
  (n) => `&amp;lt;img src onerror=ran(${n})&amp;gt;`,
  (n) => `%3Cscript%3Eran(${n})%3C/script%3E`,
  (n) => `%253Cscript%253Eran(${n})`,
  (n) => `+ADw-script+AD4-ran(${n})+ADw-/script+AD4-`,
  (n) => `＜script＞ran(${n})＜/script＞`,
  (n) => `﹤img src onerror=ran(${n})﹥`,
  (n) => `<ſcript>ran(${n})</ſcript>`,
  (n) => `<Kbd onclick=ran(${n})>k</Kbd>`,
  (n) => `<img src onerror=ran(${n})>\u0338`,
  (n) => `<scr\u0000ipt>ran(${n})</scr\u0000ipt>`,
  (n) => `<\u0000script>ran(${n})</script>`,
  (n) => `<img src\u0000 onerror\u0000=ran(${n})>`,
  (n) => `<img\u000csrc\u000conerror=ran(${n})>`,
  (n) => `\u202e<script>ran(${n})</script>`,
  (n) => `\ufeff<script>ran(${n})</script>`,
  (n) => `\u{e003c}<script>ran(${n})</script>`,
];

const after = (befores, runs) => befores.flatMap((before) => runs.map((run) => (n) => before + run(n)));

/** All of them. */
export const PAYLOADS = [
  ...after(BREAKOUTS, VEHICLES),
  ...after(QUOTES, ATTRIBUTES),
  ...ADDRESSES,
  ...MARKDOWN,
  ...TEMPLATES,
  ...SCRIPTS,
  ...LETTERS,
];
