/** The questions of `npm run advisory:new`, each answer checked by the schema that the pack is read with. */
import type { z } from "zod";
import { AdvisoryMeta, cvssScore } from "@/server/content/advisory-schema";
import type { Terminal } from "./terminal";

export type AdvisoryAnswers = z.input<typeof AdvisoryMeta>;
const { shape } = AdvisoryMeta;
const product = shape.products.element.shape;
const remediation = shape.remediations.element.shape;
const course = shape.retrospective.unwrap().shape;

const none = { otherwise: null };

/** @throws Unfinished */
export async function askAdvisory(terminal: Terminal, id: string, now: Date): Promise<AdvisoryAnswers> {
  const kind = await terminal.ask({
    ...{ text: "Kind, advisory or retrospective [advisory]", schema: shape.kind, otherwise: "advisory" },
  });
  const advisory = kind === "advisory";
  const answers: AdvisoryAnswers = {
    id,
    kind,
    title: await terminal.ask({ text: "Title, 200 characters at most", schema: shape.title }),
    summary: await terminal.ask({ text: "Summary, a sentence or two", schema: shape.summary }),
    tlp: await terminal.ask({
      ...{ text: "TLP: CLEAR, GREEN, AMBER or AMBER+STRICT [CLEAR]", schema: shape.tlp, otherwise: "CLEAR" },
    }),
    embargoUntil: await terminal.ask({
      ...{ text: "Embargo until, as 2027-02-01T09:00:00Z [none]", schema: shape.embargoUntil, ...none },
    }),
    cvss: await askCvss(terminal),
    cves: await terminal.ask({ text: "CVE ids, between commas [none]", schema: shape.cves, read: list, otherwise: [] }),
    cwes: await terminal.ask({
      ...{ text: "Weaknesses, as CWE-79, between commas [none]", schema: shape.cwes, read: list, otherwise: [] },
    }),
    products: await askProducts(terminal, advisory),
    remediations: await terminal.many("Another remediation?", () => askRemediation(terminal), advisory),
    timeline: await terminal.many("A moment of the timeline?", async () => ({
      at: await terminal.ask({ text: "When, as 2026-12-01T09:00:00Z", schema: shape.timeline.element.shape.at }),
      event: await terminal.ask({ text: "What happened", schema: shape.timeline.element.shape.event }),
    })),
    credits: await askCredits(terminal),
    references: await terminal.many("A reference?", async () => ({
      title: await terminal.ask({ text: "Its title", schema: shape.references.element.shape.title }),
      url: await terminal.ask({ text: "Its address", schema: shape.references.element.shape.url }),
    })),
    revisions: [
      {
        number: 1,
        at: await terminal.ask({
          text: `First published at [${now.toISOString()}]`,
          schema: shape.revisions.element.shape.at,
          otherwise: now.toISOString(),
        }),
        summary: "First published.",
        changes: ["text"],
      },
    ],
    retrospective: null,
  };
  return advisory ? answers : { ...answers, retrospective: await askCourse(terminal, answers) };
}

const list = (line: string) =>
  line
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");

async function askCvss(terminal: Terminal): Promise<AdvisoryAnswers["cvss"]> {
  const cvss: AdvisoryAnswers["cvss"] = [];
  for (const version of ["3.1", "4.0"]) {
    const entry = await terminal.ask({
      text: `CVSS ${version} vector [none]`,
      schema: shape.cvss.element.nullable(),
      read: (vector) => ({ vector, score: vector.startsWith(`CVSS:${version}/`) ? (cvssScore(vector) ?? 0) : -1 }),
      ...none,
    });
    if (entry === null) continue;
    terminal.say(`  That scores ${entry.score}.`);
    cvss.push(entry);
  }
  return cvss;
}

async function askProducts(terminal: Terminal, needed: boolean): Promise<AdvisoryAnswers["products"]> {
  const ranges = (text: string, schema: typeof product.affected) =>
    terminal.ask({
      text: `${text}, as 1.2.0-1.4.2 (before 1.4.2) or 1.2.0-, between commas [none]`,
      schema,
      read: range,
      otherwise: [],
    });
  const products: AdvisoryAnswers["products"] = [];
  for (;;) {
    if ((!needed || products.length > 0) && !(await terminal.yes("Another product?"))) return products;
    const one = {
      id: await terminal.ask({ text: "Product id, as report-export", schema: product.id }),
      name: await terminal.ask({ text: "Product name", schema: product.name }),
      affected: await ranges("Affected versions", product.affected),
      fixed: await terminal.ask({
        text: "Fixed in, between commas [none]",
        schema: product.fixed,
        read: list,
        otherwise: [],
      }),
      notAffected: await ranges("Versions not affected", product.notAffected),
      underInvestigation: await ranges("Versions under investigation", product.underInvestigation),
    };
    const stated = [one.affected, one.fixed, one.notAffected, one.underInvestigation].some((each) => each.length > 0);
    if (products.some(({ id }) => id === one.id)) terminal.say("  Not taken: a product has that id already.");
    else if (stated) products.push(one);
    else terminal.say("  Not taken: it says of no version how it stands.");
  }
}

const range = (line: string) =>
  list(line).map((each) => {
    const [from = "", before = ""] = each.split("-").map((part) => part.trim());
    return { from, before: before === "" ? null : before };
  });

const askRemediation = async (terminal: Terminal) => ({
  kind: await terminal.ask({
    text: "Remediation: fix, workaround, mitigation, none-planned or none-available",
    schema: remediation.kind,
  }),
  details: await terminal.ask({ text: "What to do", schema: remediation.details }),
  url: await terminal.ask({ text: "Where, as an address [none]", schema: remediation.url, ...none }),
});

/** Who did not consent is not named. */
async function askCredits(terminal: Terminal): Promise<AdvisoryAnswers["credits"]> {
  const { name, organisation } = shape.credits.element.shape;
  const asked = await terminal.many("Somebody to thank?", async () => ({
    name: await terminal.ask({ text: "Name", schema: name }),
    organisation: await terminal.ask({ text: "Organisation [none]", schema: organisation, ...none }),
    consents: await terminal.yes("Did this person consent to be named?"),
  }));
  return asked.flatMap(({ consents, ...person }) => (consents ? [{ ...person, consent: true as const }] : []));
}

/** Its moments must come in their order, which only the whole can tell: then they are asked again. */
async function askCourse(
  terminal: Terminal,
  answers: AdvisoryAnswers,
): Promise<NonNullable<AdvisoryAnswers["retrospective"]>> {
  const opening = {
    class: await terminal.ask({ text: "Class: P0, P1, P2 or P3", schema: course.class }),
    customerImpact: await terminal.ask({ text: "What customers noticed", schema: course.customerImpact }),
    rootCause: await terminal.ask({ text: "Root cause", schema: course.rootCause }),
    actions: await terminal.many("A corrective action?", async () => ({
      title: await terminal.ask({ text: "Action", schema: course.actions.element.shape.title }),
      state: await terminal.ask({
        text: "State: done, under-way or planned",
        schema: course.actions.element.shape.state,
      }),
      due: await terminal.ask({
        text: "Due, as 2026-12-15 [not stated]",
        schema: course.actions.element.shape.due,
        ...none,
      }),
    })),
  };
  for (;;) {
    const moment = "as 2026-12-01T09:00:00Z";
    const later = (text: string, schema: typeof course.containedAt) =>
      terminal.ask({ text: `${text}, ${moment} [not yet]`, schema, ...none });
    const retrospective = {
      ...opening,
      discoveredAt: await terminal.ask({ text: `Discovered, ${moment}`, schema: course.discoveredAt }),
      detectedAt: await terminal.ask({ text: `Detected, ${moment}`, schema: course.detectedAt }),
      containedAt: await later("Contained", course.containedAt),
      notifiedAt: await later("Customers told", course.notifiedAt),
      recoveredAt: await later("Recovered", course.recoveredAt),
    };
    const issues = AdvisoryMeta.safeParse({ ...answers, retrospective }).error?.issues ?? [];
    if (issues.length === 0) return retrospective;
    for (const { message } of issues) terminal.say(`  Not taken: ${message}`);
  }
}
