/** How every document of the pack begins, and what stands at the head and foot of its pages. */
import { dateInWords, quarterStanding, targetInWords } from "@/server/content/calendar";
import { notStated } from "@/server/content/publisher-schema";
import { createPdf, type PdfDocument } from "@/server/seal/pdf-document";
import { type Ground, nextReviewInWords, standingSince } from "@/server/vault/built/source";

export interface Opening {
  readonly title: string;
  readonly subtitle: string;
  /** At the head of every page, as "our reading, not a Statement of Applicability". */
  readonly caution?: string;
  /** How it came from its source, after the source's name. */
  readonly derived: string;
}

export function openDocument(ground: Ground, opening: Opening): PdfDocument {
  const { pack, source } = ground;
  const { legal, short } = pack.publisher.names;
  const { effectiveDate, version } = source.page.meta;
  const caution = [...(source.draft ? ["DRAFT"] : []), ...(opening.caution ? [opening.caution] : [])].join(" · ");
  const pdf = createPdf({
    title: `${short}: ${opening.title}`,
    author: legal,
    subject: opening.subtitle,
    language: "en-GB",
    createdAt: new Date(`${effectiveDate}T00:00:00Z`),
    accent: pack.publisher.accent,
    header: caution === "" ? `${short} · ${opening.title}` : `${caution} · ${opening.title}`,
    footer: `Confidential under the NDA · ${short} · version ${version}`,
  });
  pdf.title(opening.title, { kicker: caution === "" ? short : caution, subtitle: opening.subtitle });
  pdf.keyValues(particulars(ground, opening));
  if (source.draft) writeDraftNote(pdf, ground);
  return pdf;
}

function particulars(ground: Ground, { derived }: Opening): [string, string][] {
  const { pack, source } = ground;
  const { names, contacts } = pack.publisher;
  const { version, effectiveDate, owner } = source.page.meta;
  return [
    ["Publisher", [names.legal, registration(ground)].join("\n")],
    ["Source", `${source.named}, in effect from ${dateInWords(effectiveDate)}`],
    ["How it was made", `Derived from ${source.named}. ${derived}`],
    ["Version", `${version}, as its source`],
    ["Status", source.draft ? "DRAFT" : "Not marked as a draft by the publisher"],
    ["Next review", nextReviewInWords(ground)],
    ["Owner", owner ?? notStated],
    ["Who to ask", contacts.trust ?? notStated],
    [
      "Confidentiality",
      `Confidential. Given under the non-disclosure agreement with ${names.legal}; pass it on only as that agreement allows.`,
    ],
  ];
}

function registration({ pack }: Ground): string {
  const { companyNumber, companyRegister, registeredIn } = pack.publisher;
  const register = companyRegister === null ? "Company number" : `${companyRegister} no.`;
  const place = registeredIn === null ? "" : `, registered in ${registeredIn}`;
  return `${register} ${companyNumber ?? notStated}${place}`;
}

function writeDraftNote(pdf: PdfDocument, ground: Ground): void {
  const { statement, pending } = ground.pack.publisher.status;
  const write = () => {
    if (statement !== null) pdf.paragraph(statement);
    pdf.list(
      pending.map(({ title, statement: words, quarter }) => {
        const standing =
          quarter === null || isSaid(words, quarter, ground.at)
            ? ""
            : ` ${targetInWords(quarter, "Planned", ground.at)}.`;
        return [{ text: `${title}: `, bold: true }, { text: `${words.replace(/\.?$/, ".")}${standing}` }];
      }),
    );
    if (pending.some(({ quarter }) => quarter !== null)) pdf.smallPrint(datesNote(ground));
  };
  pdf.callout(write, { title: "Current status: DRAFT" });
}

/** Whether the words name the quarter themselves and nothing is to be added: a date that passed must be said to have. */
function isSaid(words: string, quarter: string, at: Date): boolean {
  const [year = "", part = ""] = quarter.split("-");
  return words.includes(year) && words.includes(part) && !quarterStanding(quarter, at).passed;
}

/** Says from when the words on target dates hold. */
export function datesNote(ground: Ground): string {
  return `Whether target dates have passed is said as of ${dateInWords(standingSince(ground))}; the document is made anew when another passes.`;
}
