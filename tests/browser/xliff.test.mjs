// What translation offices are sent, as the standard's own schema judges it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { validateXML } from "xmllint-wasm";

const top = join(import.meta.dirname, "../..");
const core = readFileSync(join(top, "tests/schemas/xliff-core-2.0.xsd"), "utf8");

// The core names two attributes of XML itself, and where their schema stands beside it.
const XML = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
  <xs:attribute name="lang" type="xs:string"/>
  <xs:attribute name="space"><xs:simpleType><xs:restriction base="xs:NCName">
    <xs:enumeration value="default"/><xs:enumeration value="preserve"/>
  </xs:restriction></xs:simpleType></xs:attribute>
</xs:schema>`;

/** What is wrong with a file. */
async function faults(contents) {
  const { errors } = await validateXML({
    xml: { fileName: "texts.xlf", contents },
    schema: { fileName: "core.xsd", contents: core.replace(/schemaLocation="[^"]*"/, 'schemaLocation="xml.xsd"') },
    preload: { fileName: "xml.xsd", contents: XML },
  });
  return errors.map((error) => error.message);
}

const sent = execFileSync(process.env.SUPPORTAL, ["translate", "export", "zh-TW", "--portal", join(top, "content"), "--quiet"], {
  encoding: "utf8",
  maxBuffer: 2 ** 26,
});

test("the whole starter portal is sent as XLIFF that its schema takes", async () => {
  assert.ok(sent.split("<unit ").length > 500, "it was sent");
  assert.deepEqual(await faults(sent), []);
});

test("the schema finds what is planted", async () => {
  for (const [written, planted, fault] of [
    ['state="translated"', 'state="nearly"', /state/],
    ["<source>", "<text>x</text><source>", /text/],
    ['srcLang="en"', "", /srcLang/],
  ]) {
    const found = await faults(sent.replace(written, planted));
    assert.match(found.join("\n"), fault, `${written} as ${planted}`);
  }
});
