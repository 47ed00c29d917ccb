/**
 * What can only be checked across a pack's files: links, sections and names. It also serves where some files have
 * problems of their own: what others miss in those is let pass, so that one mistake is told once.
 */
import type { Anchor } from "./check-page";
import type { Measures, Programme } from "./facts-schema";
import type { Pack, Page, PageText } from "./pack";
import { pageView } from "./page-view";
import { type Problem, UnknownReference } from "./problems";
import { isPublicAddress } from "./public-addresses";

export interface ReadParts {
  /** The pack's folder. */
  readonly name: string;
  readonly pages: Pack["pages"];
  /** The whole pack, where all of its lists could be read. */
  readonly pack: Pack | null;
  readonly programmes: Listed<readonly Programme[]> | null;
  readonly measures: Listed<Measures> | null;
  /** Files with problems of their own: what they lack may be there once they are mended. */
  readonly faulty: ReadonlySet<string>;
}

interface Listed<Value> {
  readonly value: Value;
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

export function crossChecks(parts: ReadParts): Problem[] {
  return [
    ...Object.values(parts.pages).flatMap((page) => pageProblems(parts, page)),
    ...programmeProblems(parts),
    ...measureProblems(parts),
  ];
}

function pageProblems(parts: ReadParts, page: Page): Problem[] {
  const problems: Problem[] = headingProblems(page);
  for (const { url, line } of page.links) {
    const dead = deadLink(parts, page.address, url);
    if (dead) problems.push({ file: page.file, line, ...dead });
  }
  const names = [page, ...page.earlier].flatMap((text) => nameProblems(parts, text));
  return [...problems, ...names, ...noteProblems(page)];
}

/** A reader who goes by the headings misses a level that is skipped (WCAG 2.2 technique G141). */
function headingProblems({ file, anchors }: Page): Problem[] {
  const above = (at: number): Pick<Anchor, "depth"> => anchors[at - 1] ?? { depth: 1 };
  return anchors.flatMap(({ title, depth, line }, at) =>
    depth - above(at).depth > 1
      ? [
          {
            file,
            line,
            what: `The heading “${title}” skips a level.`,
            mend: `Begin it with ${"#".repeat(above(at).depth + 1)}.`,
          },
        ]
      : [],
  );
}

function nameProblems({ pack, name: folder, faulty }: ReadParts, page: PageText): Problem[] {
  if (pack === null) return [];
  const problems: Problem[] = [];
  // Any time will do: it is the names that are tried.
  const view = pageView(pack, page.meta, new Date(0));
  for (const { name, attributes, line } of page.components) {
    if (name === "Figure" && faulty.has(`${folder}/figures/${attributes.name}.yaml`)) continue;
    try {
      view.expand(name, attributes);
    } catch (error) {
      if (!(error instanceof UnknownReference)) throw error;
      problems.push({ file: page.file, line, what: error.message, mend: error.mend });
    }
  }
  return problems;
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

type Fault = Pick<Problem, "what" | "mend">;

function deadLink(parts: ReadParts, from: string, url: string): Fault | null {
  if (/^(https:\/\/|mailto:)/.test(url)) return null;
  if (!/^[/#]/.test(url) || url.startsWith("//"))
    return { what: `The link ${url} is not allowed.`, mend: "Link to https://, mailto:, /an-address or #an-anchor." };
  const [path = "", anchor] = url.split("#");
  const address = path === "" ? from : path;
  const page = pageAt(parts, address);
  if (page === "faulty") return null;
  if (page === null)
    return isPublicAddress(parts, address)
      ? null
      : { what: `The link ${url} leads nowhere.`, mend: "Link to a page of the pack or a public address." };
  if (anchor === undefined || hasSection(parts, page, anchor)) return null;
  const known = page.anchors.map(({ id }) => `#${id}`).join(", ");
  return { what: `The link ${url} leads to no section.`, mend: `${page.file} has ${known}.` };
}

function pageAt({ name, pages, faulty }: ReadParts, address: string): Page | "faulty" | null {
  const page = Object.values(pages).find((known) => known.address === address);
  return page ?? (faulty.has(`${name}/pages${address}.mdx`) ? "faulty" : null);
}

const hasSection = ({ faulty }: ReadParts, { anchors, file }: Page, anchor: string | undefined) =>
  faulty.has(file) || anchors.some(({ id }) => id === anchor);

/** Null where the section (`/toms#encryption`) is there, or may be. */
function missingSection(parts: ReadParts, section: string, of: string): Fault | null {
  const [address = "", anchor] = section.split("#");
  const page = pageAt(parts, address);
  if (page === "faulty" || (page !== null && hasSection(parts, page, anchor))) return null;
  return { what: `The section ${section} of “${of}” does not exist.`, mend: "Name a section of that page." };
}

function programmeProblems(parts: ReadParts): Problem[] {
  const { programmes } = parts;
  if (programmes === null) return [];
  return programmes.value.flatMap(({ id, section, evidence }, at) => {
    const where = evidence?.where ?? null;
    const faults = [
      { fault: missingSection(parts, section, id), path: [at, "section"] },
      { fault: where === null ? null : deadLink(parts, where, where), path: [at, "evidence"] },
    ];
    return faults.flatMap(({ fault, path }) =>
      fault === null ? [] : [{ file: `${parts.name}/programmes.yaml`, line: programmes.lineOf(path), ...fault }],
    );
  });
}

function measureProblems(parts: ReadParts): Problem[] {
  const { measures } = parts;
  if (measures === null) return [];
  return measures.value.list.flatMap(({ id, section, group }, at) => {
    const faults = [
      missingSection(parts, section, id),
      measures.value.groups.some((known) => known.id === group)
        ? null
        : { what: `The group “${group}” of “${id}” does not exist.`, mend: "Add it to groups." },
    ];
    return faults.flatMap((fault) =>
      fault === null ? [] : [{ file: `${parts.name}/measures.yaml`, line: measures.lineOf(["list", at]), ...fault }],
    );
  });
}
