/** What a first visit to a public page costs: every byte that comes, headers and faces included, beside what we allow. */
import { get, type IncomingMessage } from "node:http";
import type { Bench } from "./bench-run";
import type { Section } from "./comparison";
import { startProduct } from "./product-server";

const pages = ["/", "/trust", "/toms"] as const;
const allowed = { bytes: 50 * 1024, requests: 8, script: 15 * 1024 } as const;

export async function measureFirstLoad({ children, dataDir }: Bench): Promise<Section> {
  const product = await startProduct(children, dataDir);
  try {
    const comparisons = [];
    for (const page of pages) {
      const { bytes, requests, script } = await firstLoad(product.origin, page);
      const row = (what: string, ours: number, limit: number) => ({
        what: `${page}, ${what}`,
        better: "less" as const,
        reference: "our limit",
        rounds: [{ ours, reference: limit }],
      });
      comparisons.push(
        row("KB over the wire", bytes / 1024, allowed.bytes / 1024),
        row("requests", requests, allowed.requests),
        row("KB of script, unpacked", script / 1024, allowed.script / 1024),
      );
    }
    return {
      title: "First load of a public page, nothing cached, Brotli",
      notes: [
        "The page and everything its head names (style, face, scripts, mark), each with its headers.",
        "Peers measured on 2026-11-22: 165 to 715 KB in 14 to 76 requests.",
      ],
      comparisons,
    };
  } finally {
    await product.stop();
  }
}

interface FirstLoad {
  readonly bytes: number;
  readonly requests: number;
  readonly script: number;
}

export async function firstLoad(origin: string, page: string): Promise<FirstLoad> {
  const document = await fetched(origin + page);
  const named = partsOf(await (await fetch(origin + page)).text());
  let [bytes, script] = [document.bytes, 0];
  for (const part of named) {
    bytes += (await fetched(new URL(part, origin).href)).bytes;
    if (part.endsWith(".js")) script += (await (await fetch(new URL(part, origin))).arrayBuffer()).byteLength;
  }
  return { bytes, requests: 1 + named.length, script };
}

/** What a browser fetches before it has shown the page: each address once. */
export function partsOf(html: string): string[] {
  const tags = html.match(/<(link|script|img)\b[^>]*>/g) ?? [];
  const wanted = tags.filter((tag) => !tag.startsWith("<link") || /\brel="(stylesheet|preload|icon)"/.test(tag));
  return [...new Set(wanted.flatMap((tag) => /\s(?:href|src)="(\/[^"]+)"/.exec(tag)?.[1] ?? []))];
}

/** Head and body as they come over the wire, in bytes. */
function fetched(url: string): Promise<{ readonly bytes: number }> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "Accept-Encoding": "br, gzip" } }, (answer) => {
      let bytes = headOf(answer);
      answer.on("data", (piece: Buffer) => {
        bytes += piece.length;
      });
      answer.on("error", reject);
      answer.on("end", () =>
        answer.statusCode === 200 ? resolve({ bytes }) : reject(new Error(`${url} answered ${answer.statusCode}`)),
      );
    }).on("error", reject);
  });
}

const headOf = ({ rawHeaders, statusMessage = "" }: IncomingMessage) =>
  rawHeaders.reduce((sum, text) => sum + text.length + 2, `HTTP/1.1 200 ${statusMessage}\r\n\r\n`.length);
