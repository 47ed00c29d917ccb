/** Says what each component of a page stands for, from the pack's facts and the time. */
import { dateInWords } from "./calendar";
import { type Expansion, type Inline, inline, type Note } from "./expansion";
import { controlTable, measuresTable, programmesTable, subProcessorsTable } from "./fact-tables";
import { type PageFacts, stated, target, unknown } from "./fact-words";
import { held } from "./held";
import { isPageComponent, type PageComponent, pageComponentNames } from "./page-components";
import type { PageMeta } from "./page-schema";
import { UnknownReference } from "./problems";
import { isSettingName, settingTexts } from "./setting-text";

export interface PageView {
  /** Every component a page may use. */
  readonly names: readonly PageComponent[];
  /** Throws UnknownReference for a name the pack does not hold. */
  readonly expand: (component: string, attributes: Readonly<Record<string, unknown>>) => Expansion;
}

export function pageView(facts: PageFacts, meta: PageMeta, now: Date): PageView {
  return {
    names: pageComponentNames,
    expand: (component, attributes) => {
      if (!isPageComponent(component))
        throw new UnknownReference(`<${component}> is not a component of pages.`, "Use a listed one.");
      const attribute = (name: string) => (typeof attributes[name] === "string" ? attributes[name] : "");
      return expanders[component]({ facts, meta, now, attribute });
    },
  };
}

interface Call {
  readonly facts: PageFacts;
  readonly meta: PageMeta;
  readonly now: Date;
  readonly attribute: (name: string) => string;
}

const expanders: Record<PageComponent, (call: Call) => Expansion> = {
  Target: ({ attribute, now }) => target(attribute("quarter"), attribute("word") || "Targeted", now),
  NotStated: () => stated(null),
  DraftNote: draftNote,
  DerivedNote: derivedNote,
  ContactLink: contactLink,
  Setting: setting,
  Figure: ({ facts, attribute }) => {
    const name = attribute("name");
    const figure = held(facts.figures, name);
    if (!figure) throw unknown("figure", name, Object.keys(facts.figures));
    return { kind: "figure", figure };
  },
  Programmes: ({ facts, now }) => programmesTable(facts, now),
  SubProcessors: ({ facts }) => subProcessorsTable(facts),
  Measures: ({ facts, attribute }) => measuresTable(facts, attribute("group")),
  ControlMapping: ({ facts }) => controlTable(facts),
};

function setting({ facts, attribute }: Call): Inline {
  const name = attribute("name");
  if (!isSettingName(name)) throw unknown("setting", name, Object.keys(settingTexts));
  return stated(settingTexts[name](facts.publisher));
}

function contactLink({ facts: { publisher }, attribute }: Call): Inline {
  const { security, trust, incidents } = publisher.contacts;
  const mails: Record<string, string | null> = { security, trust, incidents: incidents.mail };
  const name = attribute("to");
  const mail = held(mails, name);
  if (mail === undefined) throw unknown("contact", name, Object.keys(mails));
  if (mail === null) return stated(null);
  const subject = name === "incidents" && incidents.subject ? `?subject=${encodeURIComponent(incidents.subject)}` : "";
  return inline(mail, `mailto:${mail}${subject}`);
}

function draftNote({ facts: { publisher }, meta, now }: Call): Note {
  const { statement, pending } = publisher.status;
  if (meta.status !== "draft")
    throw new UnknownReference("The page is not a draft.", "Remove <DraftNote /> or set its status to draft.");
  return {
    kind: "note",
    tone: "warning",
    title: "Current status: DRAFT",
    text: statement ?? "",
    items: pending.map(({ title, statement: words, quarter }) => [
      inline(`${title}: ${words}`),
      ...(quarter ? [target(quarter, "Planned", now)] : []),
    ]),
  };
}

function derivedNote({ facts: { publisher }, meta }: Call): Note {
  const from = meta.derivedFrom;
  if (!from)
    throw new UnknownReference("The page is not derived.", "Remove <DerivedNote /> or name derivedFrom in its fields.");
  return {
    kind: "note",
    tone: "info",
    title: "A derived page",
    text: `This page is derived from ${publisher.names.short}’s own document “${from.title}”, version ${from.version} of ${dateInWords(from.date)}. It sorts that document’s facts for another reader and adds none. Where the two differ, the publisher’s document counts.`,
    items: [[inline(`Read “${from.title}”`, from.page)]],
  };
}
