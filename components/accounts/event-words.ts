/**
 * The account's trail in words: who did it, and what the record tells. An event names one e-mail address: for most kinds
 * that of the person who acted, for changes of the team that of the person concerned.
 */
import type { EventView } from "@/server/audit/queries";

type Details = NonNullable<EventView["details"]>;

/** Kinds whose address is that of the person concerned, with what is known of who acts. */
const actorsOfOthers: Readonly<Record<string, string>> = {
  "membership.granted": "An admin or the publisher",
  "membership.changed": "An admin or the publisher",
  "membership.revoked": "An admin or the publisher",
  "access.approved": "The publisher",
  "access.declined": "The publisher",
};

/** Done by the publisher's people, who are not named to customers. */
const publisherKinds = ["account.", "document.", "download.traced"];

/**
 * Who acted: "You", a colleague's address, "The publisher", "Automatic" or "—".
 * @param names addresses of people who act elsewhere in the same list, from `actorAddresses`
 */
export function whoActed(event: EventView, viewerId: string, names: ReadonlyMap<string, string>): string {
  if (event.actorId === viewerId) return "You";
  const acting = addressOfActor(event) ?? (event.actorId === null ? undefined : names.get(event.actorId));
  if (acting !== undefined) return acting;
  if (publisherKinds.some((kind) => event.kind.startsWith(kind))) return "The publisher";
  if (event.actorId === null) return event.details === null ? "—" : "Automatic";
  return actorsOfOthers[event.kind] ?? "—";
}

/** The address of each person who acts in the list under it, for events that do not tell it themselves. */
export function actorAddresses(events: readonly EventView[]): ReadonlyMap<string, string> {
  return new Map(
    events.flatMap((event): [string, string][] => {
      const address = addressOfActor(event);
      return event.actorId === null || address === undefined ? [] : [[event.actorId, address]];
    }),
  );
}

function addressOfActor({ kind, details }: EventView): string | undefined {
  return Object.hasOwn(actorsOfOthers, kind) ? undefined : textOf(details?.email);
}

const tellers: Readonly<Record<string, (details: Details) => readonly string[]>> = {
  "sign-in": ({ method }) => sentence("By a ", method),
  "agreement.signed": ({ version, name, title, textSha256 }) => [
    ...sentence("Version ", version),
    ...sentence("Signed by ", [name, title].map(textOf).filter(Boolean).join(", ")),
    ...sentence("SHA-256 of the text ", textSha256),
  ],
  "agreement.sealed": ({ sha256 }) => sentence("SHA-256 of the record ", sha256),
  "access.let-in": ({ domain }) => sentence("Domain ", domain),
  "membership.granted": aboutMember,
  "membership.changed": aboutMember,
  "membership.revoked": aboutMember,
  "access.approved": aboutMember,
  "account.created": ({ legalName, domain }) => [...sentence("", legalName), ...sentence("Domain ", domain)],
  "document.named": ({ title }) => sentence("", title),
  "document.unnamed": ({ title }) => sentence("", title),
  download: ({ downloadId, documents }) => [...sentence("Id ", downloadId), ...listOf(documents)],
};

/** What the record tells, a line each. A kind without words of its own shows its fields, so that nothing is kept back. */
export function eventDetails({ kind, details }: EventView): readonly string[] {
  if (details === null) return ["The details were erased. The proof stays."];
  const tell = Object.hasOwn(tellers, kind) ? tellers[kind] : undefined;
  return tell === undefined ? fieldsOf(details) : tell(details);
}

function aboutMember({ email, roles }: Details): readonly string[] {
  return [...sentence("", email), ...sentence("Roles: ", listOf(roles).join(", "))];
}

function fieldsOf(details: Details): readonly string[] {
  return Object.entries(details).flatMap(([name, value]) => {
    if (name === "email" || value === null) return [];
    const words = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
    const text = typeof value === "object" ? value.join(", ") : String(value);
    return [`${words.replace(/^./, (letter) => letter.toUpperCase())}: ${text}`];
  });
}

function sentence(before: string, value: Details[string] | undefined): readonly string[] {
  const text = textOf(value);
  return text === undefined ? [] : [`${before}${text}`];
}

function textOf(value: Details[string] | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function listOf(value: Details[string] | undefined): readonly string[] {
  return typeof value === "object" && value !== null ? value : [];
}
