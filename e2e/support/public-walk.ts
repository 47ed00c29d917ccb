/** Every address that a stranger can come to: what is listed for people and machines, and whatever these lead to. */
import { machineAddresses, portalPages } from "../../server/content/public-addresses";

const closed = /^\/(nb\/)?(portal|desk|api|_next|fonts|og)(\/|$)/;
const mostAddresses = 900;
const written = /^(text\/|application\/([\w.-]+\+)?(json|xml))/;

export interface Answer {
  readonly path: string;
  readonly status: number;
  /** Headers and, where it is text, the body. */
  readonly text: string;
}

/** @param base the server's own address, which is not its public one where two stand behind one address */
export async function askAt(base: string, path: string): Promise<Answer> {
  const answer = await fetch(base + path, { redirect: "manual" });
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  const readable = written.test(answer.headers.get("content-type") ?? "");
  const body = readable ? await answer.text() : "";
  if (!readable) await answer.body?.cancel();
  return { path, status: answer.status, text: `${headers}\n${body}` };
}

export async function walk(base: string, further: readonly string[]): Promise<Answer[]> {
  const start = ["/.well-known/csaf/", "/search-index/en.json", "/search-index/nb.json", ...machineAddresses];
  const queue = [...start, ...portalPages.flatMap((path) => [path, `/nb${path === "/" ? "" : path}`]), ...further];
  const seen = new Set(queue);
  const answers: Answer[] = [];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (answers.length >= mostAddresses) throw new Error(`there are more than ${mostAddresses} public addresses`);
    const answer = await askAt(base, path);
    answers.push(answer);
    for (const next of addressesIn(answer, base)) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return answers;
}

/** Links of pages, and addresses of this site wherever else they are written out. */
function addressesIn({ text, path, status }: Answer, base: string): string[] {
  if (status !== 200) return [];
  const links = [...text.matchAll(/\s(?:href|src|action)="([^"]+)"/g)].map(([, link = ""]) => link);
  const writtenOut = [...text.matchAll(/https?:\/\/[^\s"'<>)\]]+/g)].map(([link]) => link);
  const listed = path.endsWith("/index.txt") ? text.split("\n").filter((line) => /^\d{4}\/\S+\.json$/.test(line)) : [];
  return (
    [...links, ...writtenOut, ...listed]
      .map((link) => link.replaceAll("&amp;", "&"))
      .filter((link) => URL.canParse(link, base + path))
      .map((link) => new URL(link, base + path))
      .filter(({ origin, pathname }) => origin === base && !closed.test(pathname))
      // The register sorted in another way is the register: of queries, those of advisories are followed.
      .filter(({ pathname, search }) => search === "" || /^(\/nb)?\/advisories/.test(pathname))
      .map(({ pathname, search }) => pathname + search)
  );
}
