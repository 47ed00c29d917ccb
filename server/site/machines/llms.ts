/** `/llms.txt` (llmstxt.org): a title, a summary, and lists of links with a note each, to Markdown where there is some. */
import { advisoryFeeds } from "@/server/advisories/feed-files";
import type { Pack } from "@/server/content/pack";
import { csafBase, providerFiles } from "@/server/feeds/csaf-provider";
import type { SitePage } from "@/server/site/pages";
import { changeFeeds, feedFormats } from "@/server/subprocessors/changes/feed-files";
import { wordsIn } from "@/server/words/words";

/** @param hasSecurityText whether there is a security.txt and a key to name */
export function llms(
  { publisher }: Pack,
  pages: readonly SitePage[],
  { origin, hasSecurityText }: { readonly origin: URL; readonly hasSecurityText: boolean },
): string {
  const words = wordsIn("en");
  const { legal, short: name } = publisher.names;
  const link = (title: string, path: string, note?: string) =>
    `- [${escaped(title)}](${new URL(path, origin).href})${note === undefined ? "" : `: ${oneLine(note)}`}`;
  const pageLink = ({ title, about, markdown, path }: SitePage) => link(title.text, markdown ?? path, about.text);
  const listed = pages.filter((page) => page.listed && page.path !== "/");
  const documents = listed.filter(({ markdown }) => markdown !== null);
  const others = listed.filter(({ markdown }) => markdown === null);
  const security = hasSecurityText ? securityLinks(link) : [];
  return [
    `# ${oneLine(words("site.trustCentre", { name }))}`,
    `> ${oneLine(words("search.about.home", { name: legal }))}`,
    [
      words("search.machines.notStated"),
      ...(publisher.status.state === "draft" ? [words("search.machines.draft")] : []),
    ].join(" "),
    `## ${words("search.machines.read")}`,
    documents.map(pageLink).join("\n"),
    `## ${words("search.machines.data")}`,
    [
      link(words("search.machines.json"), "/subprocessors.json"),
      link(words("search.machines.csv"), "/subprocessors.csv"),
      ...feedFormats.map((format) => link(words(`feeds.names.${format}`), changeFeeds[format].path)),
      link(words("feeds.names.advisoryRss"), advisoryFeeds.rss.path),
      link(words("feeds.names.advisoryAtom"), advisoryFeeds.atom.path),
      link(words("feeds.names.advisoryJson"), advisoryFeeds.json.path),
      link(words("feeds.names.csaf"), csafBase + providerFiles.metadata),
      ...security,
    ].join("\n"),
    `## ${words("search.machines.optional")}`,
    others.map(pageLink).join("\n"),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
}

function securityLinks(link: (title: string, path: string) => string): string[] {
  const words = wordsIn("en");
  return [
    link(words("search.machines.securityTxt"), "/.well-known/security.txt"),
    link(words("search.machines.pgpKey"), "/.well-known/openpgp-key.asc"),
  ];
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();
const escaped = (text: string) => oneLine(text).replace(/[\\[\]]/g, "\\$&");
