/** The addresses that everybody may open, in one list: what a pack may link to, the sitemap, search and the tests read it. */
import type { Pack } from "./pack";

/** Pages that the portal itself has, whichever pack it serves, in the order in which they are listed. */
export const portalPages = [
  "/",
  "/compliance",
  "/subprocessors",
  "/subprocessors/changes",
  "/advisories",
  "/reports",
  "/report-a-vulnerability",
  "/acknowledgements",
  "/subscribe",
  "/request-access",
  "/sign-in",
  "/search",
  "/privacy",
  "/accessibility",
] as const;
export type PortalPage = (typeof portalPages)[number];

/** The same facts for machines. */
export const machineAddresses = [
  "/subprocessors.json",
  "/subprocessors.csv",
  "/subprocessors/rss.xml",
  "/subprocessors/atom.xml",
  "/subprocessors/feed.json",
  "/subprocessors/changes.ics",
  "/advisories/rss.xml",
  "/advisories/atom.xml",
  "/advisories/feed.json",
  "/.well-known/csaf/provider-metadata.json",
  "/.well-known/security.txt",
  "/.well-known/openpgp-key.asc",
  "/security.txt",
  "/sitemap.xml",
  "/robots.txt",
  "/llms.txt",
] as const;

/** Pages of the pack, their history and their other forms. */
export function contentAddresses({ pages }: Pick<Pack, "pages">): string[] {
  return Object.values(pages).flatMap(({ address }) => [
    address,
    historyOf(address),
    markdownOf(address),
    `${address}.pdf`,
  ]);
}

export const historyOf = (address: string) => `${address}/history`;
export const markdownOf = (address: string) => `${address}.md`;

/** Portal pages that are also there as Markdown. */
export const portalPagesAsMarkdown: readonly PortalPage[] = [
  "/compliance",
  "/subprocessors",
  "/reports",
  "/privacy",
  "/accessibility",
];

/** Not public themselves, but a public page may lead there. */
const closed = ["/portal"];

export function isPublicAddress(pack: Pick<Pack, "pages">, address: string): boolean {
  const known: readonly string[] = [
    ...portalPages,
    ...portalPagesAsMarkdown.map(markdownOf),
    ...machineAddresses,
    ...contentAddresses(pack),
    ...closed,
  ];
  return known.includes(address);
}
