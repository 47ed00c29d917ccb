/** An address of the running product beside nginx, which serves the same body from a file. */
import { get } from "node:http";
import { join } from "node:path";
import type { Bench } from "./bench-run";
import type { Comparison, Round } from "./comparison";
import { findProgram } from "./installed-programs";
import { type LoadResult, putLoad } from "./load";
import { type Nginx, startNginx } from "./nginx";

const rounds = 3;
const seconds = 2;
const encodings = ["identity", "gzip"] as const;
type Encoding = (typeof encodings)[number];

export interface BesideNginx {
  /** Of the plain body. */
  readonly bytes: number;
  readonly notes: readonly string[];
  readonly comparisons: readonly Comparison[];
}

/** @param url of the product, which runs */
export async function measureBesideNginx({ children, folder }: Bench, url: string): Promise<BesideNginx> {
  const wrk = findProgram("wrk");
  const page = { plain: await bytesOf(url, "identity"), gzip: await bytesOf(url, "gzip") };
  const nginx = await reference(() => {
    const program = findProgram("nginx");
    if (program === null) throw new Error("nginx is not installed");
    return startNginx(children, program, join(folder, "nginx"), page);
  });
  const load = (address: string, encoding: Encoding) => putLoad(children, wrk, { url: address, encoding, seconds });
  const results = new Map<Encoding, Pair[]>(encodings.map((encoding) => [encoding, []]));
  await load(url, "identity");
  for (let round = 0; round < rounds; round++)
    for (const encoding of encodings) {
      const ours = await load(url, encoding);
      const other = nginx.server === null ? null : await load(nginx.server.url, encoding);
      results.get(encoding)?.push({ ours, other });
    }
  await nginx.server?.stop();
  return {
    bytes: page.plain.length,
    notes: [
      wrk === null
        ? "wrk: not run: wrk is not installed. The load came from the bench's own client, which may hold the faster server back."
        : "Load from wrk, one thread.",
      "nginx sends the same body without our security headers; it has a worker for each core, we have one process.",
    ],
    comparisons: encodings.flatMap((encoding) => compared(encoding, results.get(encoding) ?? [], nginx.missing)),
  };
}

interface Pair {
  readonly ours: LoadResult;
  readonly other: LoadResult | null;
}

function compared(encoding: Encoding, pairs: readonly Pair[], missing: string | undefined): Comparison[] {
  const name = encoding === "gzip" ? "nginx, gzip_static" : "nginx, file";
  const pick = (figure: (result: LoadResult) => number): Round[] =>
    pairs.map(({ ours, other }) => ({ ours: figure(ours), reference: other === null ? null : figure(other) }));
  const common = { reference: name, ...(missing === undefined ? {} : { missing }) };
  return [
    { what: `${encoding}, requests/s`, better: "more", rounds: pick((each) => each.requestsPerSecond), ...common },
    { what: `${encoding}, p99 in ms`, better: "less", rounds: pick((each) => each.p99), ...common },
  ];
}

async function reference(start: () => Promise<Nginx>): Promise<{ server: Nginx | null; missing?: string }> {
  try {
    return { server: await start() };
  } catch (error) {
    return { server: null, missing: error instanceof Error ? error.message : String(error) };
  }
}

/** As they come over the wire. @throws Error where the page is not sent in that encoding */
function bytesOf(url: string, encoding: Encoding): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "Accept-Encoding": encoding } }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => pieces.push(piece));
      answer.on("error", reject);
      answer.on("end", () => {
        const came = answer.headers["content-encoding"] ?? "identity";
        if (answer.statusCode === 200 && came === encoding) resolve(Buffer.concat(pieces));
        else reject(new Error(`${url} answered ${answer.statusCode} in ${came}, ${encoding} was asked for`));
      });
    }).on("error", reject);
  });
}
