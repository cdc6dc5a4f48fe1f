// The real servers that a site can be put on, each with nothing but a folder and the file that the build
// wrote for it.

import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer, get } from "node:http";
import { join } from "node:path";

const isRoot = process.getuid?.() === 0;
const MODULES = "/usr/lib/apache2/modules";
const apacheModules = ["mpm_event", "authz_core", "alias", "dir", "headers", "mime", "rewrite"];

/** By the name of the host under `publish:`: the program, and how it is started for `root` on `port`. */
export const servers = {
  nginx: {
    program: "/usr/sbin/nginx",
    settings: (work, root, folder, port) => `
      ${isRoot ? "user root;" : ""}
      daemon off; pid ${work}/pid; error_log ${work}/error.log; events {}
      http {
        access_log off; client_body_temp_path ${work}/body; proxy_temp_path ${work}/proxy;
        fastcgi_temp_path ${work}/fastcgi; uwsgi_temp_path ${work}/uwsgi; scgi_temp_path ${work}/scgi;
        server { listen 127.0.0.1:${port}; root ${root}; include ${root}${folder}nginx.conf; }
      }`,
    run: (work, settings) => ["-p", work, "-e", join(work, "error.log"), "-c", settings],
  },
  apache: {
    program: "/usr/sbin/apache2",
    settings: (work, root, folder, port) => `
      ${apacheModules.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join("\n")}
      ${isRoot ? "User www-data\nGroup www-data" : ""}
      ServerName localhost
      Listen 127.0.0.1:${port}
      PidFile ${work}/pid
      ErrorLog ${work}/error.log
      DefaultRuntimeDir ${work}
      TypesConfig /dev/null
      DocumentRoot ${root}
      <Directory ${root}>
        AllowOverride All
        Options FollowSymLinks
        Require all granted
      </Directory>`,
    run: (work, settings) => ["-d", work, "-f", settings, "-D", "FOREGROUND"],
  },
  caddy: {
    program: "/usr/bin/caddy",
    settings: (work, root, folder, port) =>
      `{\n\tadmin off\n\tauto_https off\n}\nhttp://127.0.0.1:${port} {\n\troot * ${root}\n\timport ${root}${folder}Caddyfile\n}\n`,
    run: (work, settings) => ["run", "--config", settings, "--adapter", "caddyfile"],
  },
};

export const isInstalled = (name) => existsSync(servers[name].program);

/** Starts the server for what lies in `root`, and answers its origin and how to end it. */
export async function start(name, work, root, folder) {
  const server = servers[name];
  mkdirSync(work, { recursive: true });
  // Apache reads the site as somebody else.
  for (let path = work; path !== "/tmp" && path !== "/"; path = join(path, "..")) chmodSync(path, 0o755);
  const port = await freePort();
  const settings = join(work, "settings");
  writeFileSync(settings, server.settings(work, root, folder, port));
  const program = spawn(server.program, server.run(work, settings), {
    env: { ...process.env, HOME: work, XDG_CONFIG_HOME: work, XDG_DATA_HOME: work },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  program.stderr.on("data", (text) => (said += text));
  const ended = new Promise((done) => program.on("close", done));
  const origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    const answered = await ask(`${origin}/`).then(() => true, () => false);
    if (answered) break;
    if (tries > 100 || program.exitCode !== null) throw new Error(`${name} did not start: ${said}`);
    await new Promise((later) => setTimeout(later, 100));
  }
  const close = async () => {
    program.kill("SIGTERM");
    await ended;
  };
  return { origin, close };
}

/** One request, with nothing followed and nothing unpacked. */
export function ask(url, headers = {}) {
  return new Promise((resolve, reject) => {
    get(url, { headers, agent: false }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
    }).on("error", reject);
  });
}

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}
