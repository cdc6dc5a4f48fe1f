// "Did this help?": what is sent, to the letter, and only where the portal says so.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { kinds, starter, site, visiting, withBrowser } from "./portal.mjs";
import { serve } from "./serve.mjs";

withBrowser();

const work = mkdtempSync(join(tmpdir(), "supportal-feedback-"));
after(() => rmSync(work, { recursive: true }));

/** The starter portal with `feedback` in its configuration. */
function asking(name, feedback) {
  const [portal, dist] = [join(work, `${name}-portal`), join(work, name)];
  cpSync(`${starter.dir}-portal`, portal, { recursive: true });
  const config = join(portal, "supportal.yaml");
  writeFileSync(config, `${readFileSync(config, "utf8").replace(/^feedback:.*\n/m, "")}\nfeedback: ${feedback}\n`);
  const options = { stdio: "pipe", env: { ...process.env, SOURCE_DATE_EPOCH: "1780272000" } };
  execFileSync(process.env.SUPPORTAL, ["build", "--quiet", portal, "-o", dist], options);
  return dist;
}

test("an answer to an endpoint is the page, its title, its language and the answer", async () => {
  const endpoint = "https://answers.example/help";
  const dir = asking("endpoint", `{endpoint: "${endpoint}"}`);
  const server = await serve({ "/": dir }, (policy) =>
    policy
      .replace("connect-src 'self'", "connect-src 'self' https://answers.example")
      .replace("form-action 'self'", "form-action 'self' https://answers.example"),
  );
  try {
    const from = `${server.origin}/`;
    await visiting({ site: site(dir, from), elsewhere: [endpoint] }, async (page) => {
      const sent = [];
      await page.context().route(endpoint, (route) => {
        const request = route.request();
        sent.push([request.method(), Object.fromEntries(new URLSearchParams(request.postData())), request.headers().cookie]);
        return route.fulfill({ status: 204 });
      });
      await page.at(kinds.article);
      const answered = page.waitForRequest(endpoint);
      await page.getByRole("button", { name: "No", exact: true }).click();
      await answered;
      const canonical = `https://host.example/help/center/${kinds.article}`;
      const wanted = { page: canonical, title: "Read your invoice", language: "en", answer: "no" };
      assert.deepEqual(sent, [["POST", wanted, undefined]]);
    });
  } finally {
    server.close();
  }
});

test("an answer by mail names the page in its subject and nothing else", async () => {
  const dir = asking("mail", "{mail: help@partner.example}");
  const page = readFileSync(join(dir, kinds.article), "utf8");
  assert.match(page, /href="mailto:help@partner\.example\?subject=This%20did%20not%20help%3A%20Read%20your%20invoice"/);
  assert.match(page, /form-action ('|&#\w+;)self\1;/, "no form may go elsewhere");
});

test("nobody is asked where the portal names no place", () => {
  assert.doesNotMatch(readFileSync(join(starter.dir, kinds.article), "utf8"), /class="answers"/);
});
