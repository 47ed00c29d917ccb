/**
 * People, accounts, agreements and documents for tests, made by the product's own commands. Names and addresses are
 * random: test files share one database and run at the same time.
 */
import { randomBytes } from "node:crypto";
import { type ContactViewer, isContact } from "@/server/access/permissions";
import { loadViewer, type Viewer } from "@/server/access/viewer";
import { addMember, createAccount } from "@/server/accounts/memberships";
import { ensurePerson } from "@/server/accounts/people";
import { createSession, sessionCookieName } from "@/server/accounts/sessions";
import { presentAgreement, signAgreement } from "@/server/agreements/commands";
import { importAgreements } from "@/server/agreements/versions";
import type { Agreement } from "@/server/content/agreement";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import { prepareNotices } from "@/server/notices/preparation/prepare";
import { settleNotices } from "@/server/notices/settling";
import { setOwnSubscription } from "@/server/notices/subscriptions/commands";
import { type OpenedSubscriber, openSubscribers } from "@/server/notices/subscriptions/queries";
import { OwnChoices } from "@/server/notices/subscriptions/schema";
import { subscriberIndex } from "@/server/notices/subscriptions/sealed-subscription";
import { type AddedWebhook, addWebhook } from "@/server/notices/webhooks/commands";
import { webhookEvents } from "@/server/notices/webhooks/event-types";
import type { Network } from "@/server/notices/webhooks/network";
import type { AddInput } from "@/server/notices/webhooks/schema";
import { saveDraft } from "@/server/objections/drafts/drafts";
import { fileObjection } from "@/server/objections/drafts/filing";
import type { DraftInput } from "@/server/objections/schema";
import { createOrderForm } from "@/server/order-forms/commands";
import type { OrderFormTerms } from "@/server/order-forms/schema";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import type { AccountRole, StaffRole, SubscriptionTopic } from "@/server/platform/generated/prisma/enums";
import { newId } from "@/server/platform/ids";
import { keepFile } from "@/server/storage/stored-files";
import { approveChange, proposeChange, withdrawChange } from "@/server/subprocessors/changes/commands";
import { readChange } from "@/server/subprocessors/changes/desk-queries";
import { changeFingerprint } from "@/server/subprocessors/changes/fingerprint";
import type { ChangeState } from "@/server/subprocessors/changes/lifecycle";
import { type ProposalInput, proposalInput } from "@/server/subprocessors/changes/schema";
import { takeEffect } from "@/server/subprocessors/changes/take-effect";
import { createDocument, publishVersion } from "@/server/vault/publishing";
import type { NewDocumentInput } from "@/server/vault/schema";
import type { Locale } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

export const randomWord = (): string => randomBytes(6).toString("hex");

export interface MadeAccount {
  readonly id: string;
  readonly legalName: string;
  readonly domain: string;
}

export async function makeAccount(given: { legalName?: string; domain?: string } = {}): Promise<MadeAccount> {
  const { legalName = `Customer ${randomWord()} Ltd`, domain = `${randomWord()}.example` } = given;
  const id = await database().$transaction((transaction) => createAccount(transaction, legalName, domain, null));
  return { id, legalName, domain };
}

export interface MadePerson {
  readonly personId: string;
  readonly email: string;
  readonly name: string;
}

export interface MadeContact extends MadePerson {
  readonly membershipId: string;
  readonly accountId: string;
}

/** Makes the account too where none is given. */
export async function makeContact(
  roles: readonly AccountRole[],
  given: { accountId?: string; email?: string; name?: string } = {},
): Promise<MadeContact> {
  const accountId = given.accountId ?? (await makeAccount()).id;
  const { email = `${randomWord()}@customer.example`, name = `Contact ${randomWord()}` } = given;
  const membershipId = await database().$transaction((transaction) =>
    addMember(transaction, { email, name, accountId, roles }, null),
  );
  const { personId } = await database().membership.findUniqueOrThrow({ where: { id: membershipId } });
  return { personId, email, name, membershipId, accountId };
}

export async function makeStaff(roles: readonly StaffRole[], given: { email?: string } = {}): Promise<MadePerson> {
  const { email = `${randomWord()}@publisher.example` } = given;
  const name = `Staff ${randomWord()}`;
  const personId = await database().$transaction(async (transaction) => {
    const person = await ensurePerson(transaction, { email, name });
    await transaction.person.update({ where: { id: person.id }, data: { staffRoles: [...roles] } });
    return person.id;
  });
  return { personId, email, name };
}

/** The person as the product sees them when they have just signed in. */
export async function viewerOf(personId: string, authenticatedAt = now()): Promise<Viewer> {
  const viewer = await loadViewer({ personId, sessionId: newId(), authenticatedAt });
  if (viewer === null) throw new Error("there is no such person");
  return viewer;
}

export async function contactViewerOf(personId: string, authenticatedAt = now()): Promise<ContactViewer> {
  const viewer = await viewerOf(personId, authenticatedAt);
  if (!isContact(viewer)) throw new Error("this person has no live place at an account");
  return viewer;
}

/** The value of a `Cookie` header that signs this person in. */
export async function cookieOf(personId: string): Promise<string> {
  return `${sessionCookieName()}=${await createSession(database(), personId, now())}`;
}

export interface NdaVersion {
  readonly version?: string;
  readonly effectiveDate?: string;
  readonly acceptsEarlier?: boolean;
  readonly text?: string;
}

export function nda(given: NdaVersion = {}): Agreement {
  const { version = "1.0", effectiveDate = "2020-01-01", acceptsEarlier = false } = given;
  const {
    text = `# Agreement ${version}\n\n{{customer.registeredName}}, for which {{signatory.name}}, {{signatory.title}}, signs.\n`,
  } = given;
  const meta = { kind: "nda", title: "Agreement", specimen: false, summary: ["Keep it secret."] } as const;
  return {
    file: `agreements/nda-${version}.md`,
    meta: { ...meta, summary: [...meta.summary], version, effectiveDate, acceptsEarlier },
    text,
  };
}

/** A publisher of its own whose agreements are these, newest first, already imported. */
export async function makePack(...agreements: readonly Agreement[]): Promise<Pack> {
  const pack = { ...(await loadPack("content", "alphagen")), name: `test-${randomWord()}`, agreements };
  await importAgreements(database(), pack);
  return pack;
}

export interface Signing {
  readonly name?: string;
  readonly title?: string;
  readonly registeredName?: string;
  readonly again?: boolean;
}

/** @returns the id of the presentation */
export function present(pack: Pack, viewer: ContactViewer, given: Signing = {}, at = now()): Promise<string> {
  const { name = viewer.name, title = "Director", registeredName = viewer.contact.accountName, again = false } = given;
  return presentAgreement(database(), pack, viewer, { name, title, registeredName, again }, at);
}

export const browser = { clientAddress: "203.0.113.7", userAgent: "Mozilla/5.0 (test)" };

/** @returns the id of the signature */
export function signPresented(pack: Pack, viewer: ContactViewer, presentationId: string, at = now()): Promise<string> {
  const ticks = { consent: "yes", authority: "yes" } as const;
  return signAgreement(database(), pack, viewer, { presentationId, ...ticks }, browser, at);
}

/** @returns the id of the signature */
export async function signFor(pack: Pack, viewer: ContactViewer, given: Signing = {}): Promise<string> {
  return signPresented(pack, viewer, await present(pack, viewer, given));
}

/** Restricted where sub-processors are given; whatever it names counts as known. @returns the order form's id */
export function makeOrderForm(accountId: string, given: Partial<OrderFormTerms> = {}): Promise<string> {
  const { regions = ["EU"], approvedSubProcessors = [] } = given;
  const facts = { reference: `OF-${randomWord()}`, services: ["Analysis"], contacts: [], ...given };
  const terms = { ...facts, regions, approvedSubProcessors, restricted: approvedSubProcessors.length > 0 };
  const known = { regions, subProcessors: approvedSubProcessors };
  return createOrderForm(database(), { ...terms, accountId }, known, null);
}

/** An endpoint of the account that wants every event, unless it is said to be another. */
export function makeWebhook(
  viewer: ContactViewer,
  network: Network,
  given: Partial<AddInput> = {},
): Promise<AddedWebhook> {
  const { address = `https://${randomWord()}.customer.example/hook`, description = "Demonstration receiver" } = given;
  const input = { address, description, events: given.events ?? [...webhookEvents], locale: "en" } as const;
  return addWebhook(database(), network, viewer, input, now());
}

/** Somebody whose address is confirmed. @param publisher the pack's name */
export async function makeSubscriber(
  publisher: string,
  given: { email?: string; topics?: readonly SubscriptionTopic[]; locale?: Locale } = {},
): Promise<OpenedSubscriber> {
  const { email = `${randomWord()}@reader.example`, topics = ["sub_processors"], locale = "en" } = given;
  const choices = OwnChoices.parse({ topics });
  await setOwnSubscription(database(), publisher, { personId: null, email, locale, choices }, now());
  const { id } = await database().subscription.findFirstOrThrow({
    where: { publisher, emailIndex: await subscriberIndex(email) },
  });
  const [made] = await openSubscribers(database(), publisher, [id]);
  if (made === undefined) throw new Error("nobody was subscribed");
  return made;
}

/** @returns the draft's id */
export function makeDraft(
  pack: Pack,
  viewer: ContactViewer,
  changeId: string,
  given: Partial<DraftInput> = {},
): Promise<string> {
  const written = { ground: "security", explanation: "It keeps no logs.", mitigation: "exclude", wish: "" };
  const draft: DraftInput = { changeId, intent: "later", orderForms: [], ...written, ...given };
  return saveDraft(database(), viewer, pack.name, draft, now());
}

/** Files it for an account that was told of the change. @returns the objection's id */
export async function makeObjection(
  pack: Pack,
  viewer: ContactViewer,
  changeId: string,
  given: Partial<DraftInput> = {},
): Promise<string> {
  const draftId = await makeDraft(pack, viewer, changeId, given);
  return fileObjection(database(), pack, viewer, { draftId, locale: "en" });
}

/**
 * A change of the register in this state, by the same steps as in life: each account on its list has its text, and each
 * first message was taken. What is to be in effect must wait for nothing, as a removal does.
 * @returns the change's id
 */
export async function makeChange(pack: Pack, state: ChangeState, given: Partial<ProposalInput> = {}): Promise<string> {
  const [author, approver] = [await makeStaff(["trust_manager"]), await makeStaff(["dpo"])];
  const keeper = { publisher: pack.name, noticeDays: pack.publisher.noticeDays };
  const argued = { reasons: "Because.", assessment: "Low risk.", alternatives: "None." };
  const proposal = { kind: "addition", name: `Newcomer ${randomWord()}`, ...argued, ...given };
  const input = proposalInput(wordsIn("en")).parse(proposal);
  const changeId = await proposeChange(database(), keeper, await viewerOf(author.personId), input);
  if (state === "draft") return changeId;
  const viewer = await viewerOf(approver.personId);
  if (state === "withdrawn") {
    await withdrawChange(database(), keeper, viewer, { changeId, state: "draft", reason: "No longer needed." });
    return changeId;
  }
  const change = await readChange(viewer, pack.name, changeId);
  const seen = change === null ? "" : changeFingerprint(change, keeper.noticeDays);
  await approveChange(database(), keeper, viewer, { changeId, seen, read: "yes" });
  if (state === "approved") return changeId;
  await tellEverybody(pack, changeId);
  if (state === "effective") await takeEffect(database());
  return changeId;
}

/** Until it is settled: another test may make an account at the same moment. */
async function tellEverybody(pack: Pack, changeId: string): Promise<void> {
  for (let round = 0; round < 50; round++) {
    await prepareNotices(database(), pack);
    const where = { state: "queued", notice: { changeId } } as const;
    await database().delivery.updateMany({ where, data: { state: "accepted" } });
    await settleNotices(database(), pack.name);
    const { state } = await database().subProcessorChange.findUniqueOrThrow({ where: { id: changeId } });
    if (state !== "approved") return;
  }
  throw new Error("the notice of the change was not settled");
}

/** @returns the document's id */
export function makeDocument(publisher: string, given: Partial<NewDocumentInput> = {}): Promise<string> {
  const facts = { title: `Document ${randomWord()}`, description: "", kind: "policy", class: "nda" } as const;
  return createDocument(database(), publisher, { ...facts, unmarkable: "refuse", ...given }, null);
}

export interface MadeFile {
  readonly content: Uint8Array | AsyncIterable<Uint8Array>;
  readonly fileName?: string;
  readonly mediaType?: string;
  readonly validFrom?: Date;
  readonly validUntil?: Date | null;
}

/** Keeps the bytes as they are, without the checks of an upload. @returns the version's id */
export async function publishFile(documentId: string, given: MadeFile): Promise<string> {
  const { content, fileName = "policy.pdf", mediaType = "application/pdf", validUntil = null } = given;
  const pieces = content instanceof Uint8Array ? one(content) : content;
  const file = await keepFile(pieces, `document/${documentId}`, mediaType, 4 * 1024 ** 3);
  const validFrom = given.validFrom ?? new Date("2026-01-01T00:00:00Z");
  const version = { documentId, file, fileName, pages: null, validFrom, validUntil, actorId: null };
  const number = await publishVersion(database(), version);
  const where = { documentId_number: { documentId, number } };
  return (await database().documentVersion.findUniqueOrThrow({ where, select: { id: true } })).id;
}

async function* one(piece: Uint8Array): AsyncGenerator<Uint8Array> {
  yield piece;
}
