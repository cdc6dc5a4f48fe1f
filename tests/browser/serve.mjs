// A host as plain as they come: files of folders, 404.html for what is not there, and on every answer the
// policy that pages must live under.

import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

/** The policy of the handbook, to the letter. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; " +
  "require-trusted-types-for 'script'; trusted-types supportal";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".xml": "application/xml",
};

/** Serves each folder below its path, on a free port of this machine; `allowing` changes the policy. */
export async function serve(folders, allowing = (policy) => policy) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const [prefix, folder] = Object.entries(folders).find(([prefix]) => path.startsWith(prefix)) ?? [];
    let file = folder && join(folder, normalize(`/${path.slice(prefix.length)}`));
    if (file && statSync(file, { throwIfNoEntry: false })?.isDirectory()) file = join(file, "index.html");
    const found = !!file && statSync(file, { throwIfNoEntry: false })?.isFile();
    if (!found) file = folder && join(folder, "404.html");
    response.writeHead(found ? 200 : 404, {
      "content-security-policy": allowing(POLICY),
      "x-content-type-options": "nosniff",
      "content-type": (file && TYPES[extname(file)]) || "text/plain",
    });
    if (file) createReadStream(file).pipe(response);
    else response.end("not found");
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
