/**
 * The account's trail in words: who did it, and what the record tells. An event names one e-mail address: for most kinds
 * that of the person who acted, for changes of the team that of the person concerned.
 */
import type { EventView } from "@/server/audit/queries";
import type { WordKey, Words } from "@/server/words/words";

type Details = NonNullable<EventView["details"]>;

/** Kinds of event by the key of their sentence. Another kind says what stands in the log. */
const titles: Readonly<Record<string, WordKey>> = {
  "sign-in": "portal.event.signIn",
  "sign-out": "portal.event.signOut",
  "access.let-in": "portal.event.accessLetIn",
  "access.approved": "portal.event.accessApproved",
  "access.declined": "portal.event.accessDeclined",
  "account.created": "portal.event.accountCreated",
  "account.changed": "portal.event.accountChanged",
  "membership.granted": "portal.event.membershipGranted",
  "membership.changed": "portal.event.membershipChanged",
  "membership.revoked": "portal.event.membershipRevoked",
  "agreement.signed": "portal.event.agreementSigned",
  "agreement.sealed": "portal.event.agreementSealed",
  "agreement.acknowledged": "portal.event.agreementAcknowledged",
  "agreement.record-read": "portal.event.recordRead",
  "document.named": "portal.event.documentNamed",
  "document.unnamed": "portal.event.documentUnnamed",
  "advisory.shown": "portal.event.advisoryShown",
  "advisory.hidden": "portal.event.advisoryHidden",
  "advisory-feed.made": "portal.event.advisoryFeedMade",
  "advisory-feed.revoked": "portal.event.advisoryFeedRevoked",
  download: "portal.event.download",
  "download.refused": "portal.event.downloadRefused",
  "download.traced": "portal.event.downloadTraced",
  "deployment.started": "portal.event.deploymentStarted",
  "staff.added": "portal.event.staffAdded",
  "sign-in.failed": "portal.event.signInFailed",
  "mail.erased": "portal.event.mailErased",
  "access.requested": "portal.event.accessRequested",
  "access.confirmed": "portal.event.accessConfirmed",
  "access.erased": "portal.event.accessErased",
  "agreement.imported": "portal.event.agreementImported",
  "document.published": "portal.event.documentPublished",
  "document.changed": "portal.event.documentChanged",
  "document.withdrawn": "portal.event.documentWithdrawn",
  "file.damaged": "portal.event.fileDamaged",
  "subprocessors.imported": "portal.event.subprocessorsImported",
  "change.proposed": "portal.event.changeProposed",
  "change.edited": "portal.event.changeEdited",
  "change.approved": "portal.event.changeApproved",
  "change.withdrawn": "portal.event.changeWithdrawn",
  "change.effective": "portal.event.changeEffective",
  "order-form.created": "portal.event.orderFormCreated",
  "order-form.changed": "portal.event.orderFormChanged",
  "order-form.ended": "portal.event.orderFormEnded",
  "change.noticed": "portal.event.changeNoticed",
  "notice.prepared": "portal.event.noticePrepared",
  "notice.sent-on": "portal.event.noticeSentOn",
  "notice.bounced": "portal.event.noticeBounced",
  "notice.recorded": "portal.event.noticeRecorded",
  "notice.bounce-closed": "portal.event.noticeBounceClosed",
  "hold.decided": "portal.event.holdDecided",
  "notice.confirmed": "portal.event.noticeConfirmed",
  "notice.proof-made": "portal.event.noticeProofMade",
  "webhook.added": "portal.event.webhookAdded",
  "webhook.changed": "portal.event.webhookChanged",
  "webhook.rotated": "portal.event.webhookRotated",
  "webhook.removed": "portal.event.webhookRemoved",
  "webhook.disabled": "portal.event.webhookDisabled",
  "subscription.confirmed": "portal.event.subscriptionConfirmed",
  "subscription.changed": "portal.event.subscriptionChanged",
  "subscription.ended": "portal.event.subscriptionEnded",
  "subscription.expired": "portal.event.subscriptionExpired",
  "order-forms.imported": "portal.event.orderFormsImported",
  "advisory.published": "portal.event.advisoryPublished",
  "content.published": "portal.event.contentPublished",
  "objection.filed": "portal.event.objectionFiled",
  "objection.acknowledged": "portal.event.objectionAcknowledged",
  "objection.message": "portal.event.objectionMessage",
  "objection.proposed": "portal.event.objectionProposed",
  "objection.accepted": "portal.event.objectionAccepted",
  "objection.declined": "portal.event.objectionDeclined",
  "objection.withdrawn": "portal.event.objectionWithdrawn",
  "objection.unresolved": "portal.event.objectionUnresolved",
  "objection.file-added": "portal.event.objectionFileAdded",
  "objection.file-read": "portal.event.objectionFileRead",
  "objection.record-sealed": "portal.event.objectionRecordSealed",
  "objection.record-read": "portal.event.objectionRecordRead",
  "vulnerability.reported": "portal.event.vulnerabilityReported",
  "vulnerability.added": "portal.event.vulnerabilityAdded",
  "vulnerability.changed": "portal.event.vulnerabilityChanged",
  "vulnerability.told": "portal.event.vulnerabilityTold",
  "vulnerability.noted": "portal.event.vulnerabilityNoted",
  "vulnerability.attachment-read": "portal.event.vulnerabilityAttachmentRead",
  "vulnerability.thanked": "portal.event.vulnerabilityThanked",
  "vulnerability.unthanked": "portal.event.vulnerabilityUnthanked",
  "vulnerability.erased": "portal.event.vulnerabilityErased",
  "incident.opened": "portal.event.incidentOpened",
  "incident.described": "portal.event.incidentDescribed",
  "incident.classified": "portal.event.incidentClassified",
  "incident.timed": "portal.event.incidentTimed",
  "incident.account-added": "portal.event.incidentAccountAdded",
  "incident.account-removed": "portal.event.incidentAccountRemoved",
  "incident.account-told": "portal.event.incidentAccountTold",
  "incident.update-drafted": "portal.event.incidentUpdateDrafted",
  "incident.updated": "portal.event.incidentUpdated",
  "incident.regulator-told": "portal.event.incidentRegulatorTold",
  "incident.escalated": "portal.event.incidentEscalated",
  "incident.closed": "portal.event.incidentClosed",
  "incident.draft-read": "portal.event.incidentDraftRead",
  "audit.recomputed": "portal.event.auditRecomputed",
};

/** What happened, in a sentence. */
export function eventTitle({ kind, label }: Pick<EventView, "kind" | "label">, words: Words): string {
  const key = Object.hasOwn(titles, kind) ? titles[kind] : undefined;
  return key === undefined ? label : words(key);
}

/** Kinds whose address is that of the person concerned, with what is known of who acts. */
const actorsOfOthers: Readonly<Record<string, WordKey>> = {
  "membership.granted": "portal.actor.adminOrPublisher",
  "membership.changed": "portal.actor.adminOrPublisher",
  "membership.revoked": "portal.actor.adminOrPublisher",
  "access.approved": "portal.actor.publisher",
  "access.declined": "portal.actor.publisher",
};

/** Done by the publisher's people, who are not named to customers. */
const publisherKinds = [
  "account.",
  "document.",
  "download.traced",
  "order-form.",
  "objection.",
  "hold.",
  "change.",
  "advisory.",
];

/**
 * Who acted: "You", a colleague's address, "The publisher", "Automatic" or "—".
 * @param names addresses of people who act elsewhere in the same list, from `actorAddresses`
 */
export function whoActed(event: EventView, viewerId: string, names: ReadonlyMap<string, string>, words: Words): string {
  if (event.actorId === viewerId) return words("portal.actor.you");
  const acting = addressOfActor(event) ?? (event.actorId === null ? undefined : names.get(event.actorId));
  if (acting !== undefined) return acting;
  if (publisherKinds.some((kind) => event.kind.startsWith(kind))) return words("portal.actor.publisher");
  if (event.actorId === null) return event.details === null ? "—" : words("portal.actor.automatic");
  const known = actorsOfOthers[event.kind];
  return known === undefined ? "—" : words(known);
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

type Teller = (details: Details, words: Words) => readonly string[];

const tellers: Readonly<Record<string, Teller>> = {
  "sign-in": ({ method }, words) =>
    line(method, (text) => words("portal.detail.by", { method: methodOf(text, words) })),
  "agreement.signed": ({ version, name, title, textSha256 }, words) => [
    ...line(version, (text) => words("portal.detail.version", { version: text })),
    ...line([name, title].map(textOf).filter(Boolean).join(", "), (who) => words("portal.detail.signedBy", { who })),
    ...line(textSha256, (hash) => words("portal.detail.textHash", { hash })),
  ],
  "agreement.sealed": ({ sha256 }, words) => line(sha256, (hash) => words("portal.detail.recordHash", { hash })),
  "access.let-in": aboutDomain,
  "membership.granted": aboutMember,
  "membership.changed": aboutMember,
  "membership.revoked": aboutMember,
  "access.approved": aboutMember,
  "account.created": (details, words) => [...line(details.legalName), ...aboutDomain(details, words)],
  "order-form.created": ({ reference }) => line(reference),
  "order-form.changed": ({ reference }) => line(reference),
  "order-form.ended": ({ reference }) => line(reference),
  "notice.prepared": ({ recipients }, words) =>
    typeof recipients === "number" ? [words("portal.detail.recipients", { count: recipients })] : [],
  "notice.sent-on": aboutMessage,
  "notice.bounced": (details, words) => [
    ...aboutMessage(details, words),
    ...line(details.answer, (answer) => words("portal.detail.answer", { answer })),
  ],
  "notice.bounce-closed": aboutMessage,
  "hold.decided": ({ decision }, words) =>
    line(decision, (text) => words("portal.detail.decision", { decision: text })),
  "document.named": ({ title }) => line(title),
  "document.unnamed": ({ title }) => line(title),
  "advisory.shown": ({ advisory }) => line(advisory),
  "advisory.hidden": ({ advisory }) => line(advisory),
  download: (details, words) => [...aboutDownload(details, words), ...listOf(details.documents)],
  "download.refused": aboutDownload,
  "download.traced": aboutDownload,
  "webhook.added": aboutWebhook,
  "webhook.changed": aboutWebhook,
  "webhook.rotated": aboutWebhook,
  "webhook.removed": aboutWebhook,
  "webhook.disabled": aboutWebhook,
};

/** What the record tells, a line each. A kind without words of its own shows its fields, so that nothing is kept back. */
export function eventDetails({ kind, details }: EventView, words: Words): readonly string[] {
  if (details === null) return [words("portal.detail.erased")];
  const tell = Object.hasOwn(tellers, kind) ? tellers[kind] : undefined;
  return tell === undefined ? fieldsOf(details) : tell(details, words);
}

/** Lines that are the publisher's own titles, as they stand in the log: they are English on a page in any language. */
export function publishersTitles({ details }: Pick<EventView, "details">): ReadonlySet<string> {
  return new Set([...line(details?.title), ...listOf(details?.documents)]);
}

/** The one method there is stands in the log in English; another is shown as it stands. */
const methodOf = (method: string, words: Words): string =>
  method === "link mailed to the address" ? words("portal.detail.mailedLink") : method;

function aboutDomain({ domain }: Details, words: Words): readonly string[] {
  return line(domain, (text) => words("portal.detail.domain", { domain: text }));
}

function aboutDownload({ downloadId }: Details, words: Words): readonly string[] {
  return line(downloadId, (id) => words("portal.detail.id", { id }));
}

const webhookKeys: Readonly<Record<string, WordKey>> = {
  events: "portal.detail.webhookEvents",
  paused: "portal.detail.webhookPaused",
  resumed: "portal.detail.webhookResumed",
  gone: "portal.detail.webhookGone",
  failing: "portal.detail.webhookFailing",
};

function aboutWebhook({ host, change, reason }: Details, words: Words): readonly string[] {
  const told = [change, reason].flatMap((value) => {
    const text = textOf(value);
    const key = text !== undefined && Object.hasOwn(webhookKeys, text) ? webhookKeys[text] : undefined;
    return key === undefined ? [] : [words(key)];
  });
  return [...line(host), ...told];
}

function aboutMessage({ delivery }: Details, words: Words): readonly string[] {
  return line(delivery, (id) => words("portal.detail.message", { id }));
}

function aboutMember({ email, roles }: Details, words: Words): readonly string[] {
  const named = listOf(roles).map((role) => roleOf(role, words));
  return [...line(email), ...line(named.join(", "), (text) => words("portal.detail.roles", { roles: text }))];
}

const roleKeys: Readonly<Record<string, WordKey>> = {
  signatory: "team.role.signatory",
  reviewer: "team.role.reviewer",
  privacy: "team.role.privacy",
  admin: "team.role.admin",
};

function roleOf(role: string, words: Words): string {
  const key = Object.hasOwn(roleKeys, role) ? roleKeys[role] : undefined;
  return key === undefined ? role : words(key);
}

function fieldsOf(details: Details): readonly string[] {
  return Object.entries(details).flatMap(([name, value]) => {
    if (name === "email" || value === null) return [];
    const spaced = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
    const text = typeof value === "object" ? value.join(", ") : String(value);
    return [`${spaced.replace(/^./, (letter) => letter.toUpperCase())}: ${text}`];
  });
}

/** One line, where the record tells it. */
function line(value: Details[string] | undefined, say: (text: string) => string = (text) => text): readonly string[] {
  const text = textOf(value);
  return text === undefined ? [] : [say(text)];
}

function textOf(value: Details[string] | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function listOf(value: Details[string] | undefined): readonly string[] {
  return typeof value === "object" && value !== null ? value : [];
}
