/**
 * What is mailed of an advisory, as plain text. Pure. Titles, names and remediations are the publisher's own words and stay
 * as they were written. Mail is not confidential: of a restricted advisory it says the id, the TLP and the severity alone.
 */
import type { Revision } from "@/server/advisories/publication/due";
import type { AdvisoryText } from "@/server/content/advisories";
import { type AdvisoryMeta, severityOfAdvisory, type Tlp, type VersionRange } from "@/server/content/advisory-schema";
import { compose, type Message } from "@/server/mail/message";
import type { Locale } from "@/server/words/locale";
import { type Words, wordsIn } from "@/server/words/words";

export interface Sender {
  readonly name: string;
  readonly legalName: string;
}

export interface AdvisoryMail {
  readonly advisory: Pick<AdvisoryText, "meta" | "demonstration">;
  readonly revision: Revision;
  /** The reader was told of an earlier revision. */
  readonly revised: boolean;
  readonly publisher: Sender;
  /** Where it is read, with its origin. */
  readonly url: string;
  readonly locale: Locale;
}

/** @param services that the account has ordered and it concerns; empty for whoever subscribed */
export function publicMail(mail: AdvisoryMail, services: readonly string[]): Message {
  const { advisory, revision, revised, publisher, url, locale } = mail;
  const { meta } = advisory;
  const words = wordsIn(locale);
  const kind = revised
    ? ({ advisory: "revisedAdvisory", retrospective: "revisedRetrospective" } as const)[meta.kind]
    : meta.kind;
  const told = { publisher: publisher.name, legalName: publisher.legalName, id: meta.id, title: meta.title };
  return compose(
    "advisory",
    publisher.name,
    words(`advisories.mail.subject.${kind}`, told),
    [
      words(`advisories.mail.intro.${kind}`, { ...told, summary: revision.summary }),
      ...(services.length === 0 ? [] : [words("advisories.mail.concerns", { services: services.join(", ") })]),
      `${meta.title}\n${meta.summary}`,
      severityLine(meta, words),
      ...titled(words("advisories.mail.products"), productLines(meta, words)),
      ...titled(words("advisories.mail.todo"), remediationLines(meta, words)),
      `${words("advisories.mail.read")}\n${url}`,
      ...demonstrationLine(advisory, words),
    ],
    words,
  );
}

/** To an account that may read it. @param tlp that goes for it now */
export function restrictedMail(mail: AdvisoryMail, tlp: Tlp): Message {
  const { advisory, revised, publisher, url, locale } = mail;
  const { meta } = advisory;
  const words = wordsIn(locale);
  const kind = revised ? "revisedRestricted" : "restricted";
  const severity = severityOfAdvisory(meta);
  return compose(
    "advisory",
    publisher.name,
    words(`advisories.mail.subject.${kind}`, { publisher: publisher.name, id: meta.id }),
    [
      words(`advisories.mail.intro.${kind}`, { legalName: publisher.legalName }),
      [
        words("advisories.mail.id", { id: meta.id }),
        words("advisories.mail.tlp", { tlp }),
        words("advisories.mail.severity", { severity: severityWord(severity, words) }),
      ].join("\n"),
      `${words("advisories.mail.signIn")}\n${url}`,
      ...demonstrationLine(advisory, words),
    ],
    words,
  );
}

export interface Listed {
  readonly advisory: Pick<AdvisoryText, "meta" | "demonstration">;
  readonly url: string;
}

/** A day's publications, once for all. */
export function digestMail(publisher: Sender, listed: readonly Listed[], locale: Locale): Message {
  const words = wordsIn(locale);
  return compose(
    "advisory-digest",
    publisher.name,
    words("advisories.mail.subject.digest", { publisher: publisher.name, count: listed.length }),
    [
      words("advisories.mail.intro.digest", { legalName: publisher.legalName }),
      ...listed.map(({ advisory, url }) => {
        const { id, title } = advisory.meta;
        const severity = severityWord(severityOfAdvisory(advisory.meta), words);
        const lines = [words("advisories.mail.listed", { id, severity }), title, url];
        return [...lines, ...demonstrationLine(advisory, words)].join("\n");
      }),
    ],
    words,
  );
}

const titled = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [[title.toUpperCase(), ...lines].join("\n")];

const demonstrationLine = ({ demonstration }: Pick<AdvisoryText, "demonstration">, words: Words): string[] =>
  demonstration ? [words("advisories.demonstration")] : [];

function severityWord(severity: ReturnType<typeof severityOfAdvisory>, words: Words): string {
  return severity === null ? words("advisories.mail.notStated") : words(`advisories.severity.${severity}`);
}

/** The newest CVSS version gives the severity; its score stands beside it. */
function severityLine(meta: AdvisoryMeta, words: Words): string {
  const severity = severityWord(severityOfAdvisory(meta), words);
  const [newest] = [...meta.cvss].sort((one, other) => other.vector.localeCompare(one.vector, "en"));
  const text =
    newest === undefined ? severity : words("advisories.mail.score", { severity, score: newest.score.toFixed(1) });
  return words("advisories.mail.severity", { severity: text });
}

function productLines({ products }: AdvisoryMeta, words: Words): string[] {
  const ranges = (list: readonly VersionRange[]) =>
    list
      .map(({ from, before }) =>
        before === null
          ? words("advisories.range.onward", { from })
          : words("advisories.range.before", { from, before }),
      )
      .join("; ");
  return products.map(({ name, affected, fixed, notAffected, underInvestigation }) => {
    const status = (
      [
        ["affected", ranges(affected)],
        ["fixed", fixed.join(", ")],
        ["notAffected", ranges(notAffected)],
        ["investigated", ranges(underInvestigation)],
      ] as const
    ).flatMap(([key, versions]) => (versions === "" ? [] : words(`advisories.mail.status.${key}`, { versions })));
    return words("advisories.mail.product", { name, status: status.join("; ") });
  });
}

const remediationWords = {
  fix: "fix",
  workaround: "workaround",
  mitigation: "mitigation",
  "none-planned": "nonePlanned",
  "none-available": "noneAvailable",
} as const;

const remediationLines = ({ remediations }: AdvisoryMeta, words: Words): string[] =>
  remediations.map(({ kind, details, url }) => {
    const line = words("advisories.mail.remediation", {
      kind: words(`advisories.remediation.${remediationWords[kind]}`),
      details,
    });
    return url === null ? line : `${line}\n${url}`;
  });
