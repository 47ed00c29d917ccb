/** nginx as the reference for a public page: the same bytes as files, gzip_static beside them, a worker for each core. */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Children } from "./children";
import { freePort } from "./free-port";

export interface Nginx {
  readonly url: string;
  stop(): Promise<void>;
}

export interface NginxPage {
  readonly plain: Buffer;
  readonly gzip: Buffer;
}

/** @throws Error with nginx's own words where it was built without gzip_static or does not start */
export async function startNginx(children: Children, program: string, folder: string, page: NginxPage): Promise<Nginx> {
  for (const name of ["", "pages", "temporary"]) mkdirSync(join(folder, name), { recursive: true, mode: 0o755 });
  writeFileSync(join(folder, "pages", "trust"), page.plain, { mode: 0o644 });
  writeFileSync(join(folder, "pages", "trust.gz"), page.gzip, { mode: 0o644 });
  const port = await freePort();
  const configuration = join(folder, "nginx.conf");
  writeFileSync(configuration, configurationOf(folder, port));
  const args = ["-p", folder, "-c", configuration, "-e", join(folder, "error.log")];
  try {
    execFileSync(program, ["-t", ...args], { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    throw new Error(`nginx refused its configuration: ${said.split("\n")[0]}`);
  }
  const child = children.program(program, args);
  const url = `http://127.0.0.1:${port}/trust`;
  for (let attempt = 0; !(await answers(url)); attempt++) {
    if (attempt > 100 || child.exitCode !== null) throw new Error("nginx did not start");
    await wait(50);
  }
  return { url, stop: () => children.stop(child) };
}

const answers = (url: string) =>
  fetch(url).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.status === 200;
    },
    () => false,
  );

function configurationOf(folder: string, port: number): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path "${join(folder, "temporary")}";`)
    .join(" ");
  return `daemon off;
worker_processes auto;
pid "${join(folder, "nginx.pid")}";
events { worker_connections 512; }
http {
  ${temporary}
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  open_file_cache max=16;
  default_type "text/html; charset=utf-8";
  server { listen 127.0.0.1:${port}; root "${join(folder, "pages")}"; gzip_static on; }
}
`;
}
