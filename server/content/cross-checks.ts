/** What can only be checked once all of a pack is read: links, sections and names across its files. */
import type { Pack, Page } from "./pack";
import { pageView } from "./page-view";
import { type Problem, UnknownReference } from "./problems";

/** Public addresses that a page may link to beside the pack's own pages. Kept in step with the routes by hand. */
const publicAddresses = new Set(
  (
    "/ /compliance /subprocessors /subprocessors/changes /advisories /reports /report-a-vulnerability " +
    "/acknowledgements /accessibility /privacy /subscribe /request-access /sign-in /search /trust/history " +
    "/toms/history /.well-known/security.txt /security.txt /.well-known/openpgp-key.asc /audit/checkpoint /portal"
  ).split(" "),
);

/** `measureLine` gives the line of the measure at an index of the list. */
export function crossChecks(pack: Pack, measureLine: (index: number) => number): Problem[] {
  return [
    ...Object.values(pack.pages).flatMap((page) => pageProblems(pack, page)),
    ...measureProblems(pack, measureLine),
  ];
}

function pageProblems(pack: Pack, page: Page): Problem[] {
  const problems: Problem[] = [];
  for (const { url, line } of page.links) {
    const dead = deadLink(pack, page.address, url);
    if (dead) problems.push({ file: page.file, line, ...dead });
  }
  // Any time will do: it is the names that are tried.
  const view = pageView(pack, page.meta, new Date(0));
  for (const { name, attributes, line } of page.components) {
    try {
      view.expand(name, attributes);
    } catch (error) {
      if (!(error instanceof UnknownReference)) throw error;
      problems.push({ file: page.file, line, what: error.message, mend: error.mend });
    }
  }
  return [...problems, ...noteProblems(page)];
}

function noteProblems(page: Page): Problem[] {
  const lacks = (name: string) => !page.components.some((component) => component.name === name);
  const missing = (what: string, name: string) => ({
    file: page.file,
    line: 1,
    what,
    mend: `Place <${name} /> in it.`,
  });
  return [
    ...(page.meta.status === "draft" && lacks("DraftNote") ? [missing("A draft page must say so.", "DraftNote")] : []),
    ...(page.meta.derivedFrom && lacks("DerivedNote") ? [missing("A derived page must say so.", "DerivedNote")] : []),
  ];
}

function deadLink(pack: Pack, from: string, url: string): { what: string; mend: string } | null {
  if (/^(https:\/\/|mailto:)/.test(url)) return null;
  if (!/^[/#]/.test(url) || url.startsWith("//"))
    return { what: `The link ${url} is not allowed.`, mend: "Link to https://, mailto:, /an-address or #an-anchor." };
  const [path = "", anchor] = url.split("#");
  const address = path === "" ? from : path;
  const page = Object.values(pack.pages).find((known) => known.address === address);
  if (!page)
    return publicAddresses.has(address)
      ? null
      : { what: `The link ${url} leads nowhere.`, mend: "Link to a page of the pack or a public address." };
  if (anchor === undefined || page.anchors.some(({ id }) => id === anchor)) return null;
  const known = page.anchors.map(({ id }) => `#${id}`).join(", ");
  return { what: `The link ${url} leads to no section.`, mend: `${page.file} has ${known}.` };
}

function measureProblems({ measures, pages, name }: Pack, measureLine: (index: number) => number): Problem[] {
  const file = `${name}/measures.yaml`;
  return measures.list.flatMap((measure, index) => {
    const problems: Problem[] = [];
    const report = (what: string, mend: string) => problems.push({ file, line: measureLine(index), what, mend });
    const [address, anchor] = measure.section.split("#");
    const page = Object.values(pages).find((known) => known.address === address);
    if (!page?.anchors.some(({ id }) => id === anchor))
      report(`The section ${measure.section} of “${measure.id}” does not exist.`, "Name a section of that page.");
    if (!measures.groups.some(({ id }) => id === measure.group))
      report(`The group “${measure.group}” of “${measure.id}” does not exist.`, "Add it to groups.");
    return problems;
  });
}
