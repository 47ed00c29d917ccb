/** For each action a form that it would take, about rows made for it alone, so that a gate that stood open would show. */
import {
  makeAccount,
  makeContact,
  makeDocument,
  makeOrderForm,
  makeStaff,
  makeSubscriber,
  makeWebhook,
  present,
  publishFile,
  randomWord,
  viewerOf,
} from "@/prisma/factories";
import type { GateWorld } from "@/prisma/gate-world";
import { formToken } from "@/server/access/form-token";
import { sealRequest } from "@/server/access/requests/sealed-request";
import { domainOf } from "@/server/accounts/email";
import { makeLink } from "@/server/accounts/links";
import { emailIndex } from "@/server/accounts/people";
import { isForNamed } from "@/server/advisories/policy";
import { makeFeed } from "@/server/advisories/private-feeds/tokens";
import { newDataKey } from "@/server/keys/data-keys";
import type { Network } from "@/server/notices/webhooks/network";
import { orderFormChoices } from "@/server/order-forms/choices";
import { readCsv } from "@/server/order-forms/import/csv";
import { planImport } from "@/server/order-forms/import/plan";
import { csvOf } from "@/server/order-forms/import/testing/csv-file";
import { keepUpload } from "@/server/order-forms/import/uploads";
import { later, now, seconds } from "@/server/platform/clock";
import { bytes, database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { proposeChange } from "@/server/subprocessors/changes/commands";
import { readChange } from "@/server/subprocessors/changes/desk-queries";
import { changeFingerprint } from "@/server/subprocessors/changes/fingerprint";
import { proposalInput } from "@/server/subprocessors/changes/schema";
import { startDownload } from "@/server/vault/downloads";
import { receiveReport } from "@/server/vulnerabilities/commands";
import { moveReport, thankReporter } from "@/server/vulnerabilities/handling";
import { wordsIn } from "@/server/words/words";

export type Fields = Readonly<Record<string, string | readonly string[]>>;
export type ActionForm = (world: GateWorld) => Promise<Fields>;

const answers = { next: null, locale: "en" } as const;
const someone = () => `${randomWord()}@${randomWord()}.example`;
const tokenIn = (link: string) => ({ token: new URL(link).searchParams.get("token") ?? "" });

async function makeRequest(state: "unconfirmed" | "waiting"): Promise<string> {
  const [id, email, dataKeyId] = [newId(), someone(), await newDataKey(database(), "access-request")];
  const details = { name: "Ada Lovelace", email, company: "Northwind Ltd", reason: "", locale: "en" } as const;
  const sealed = await sealRequest(database(), { id, dataKeyId }, details);
  const index = bytes(await emailIndex(email));
  await database().accessRequest.create({
    data: { id, dataKeyId, sealed, state, emailIndex: index, domain: domainOf(email) },
  });
  return id;
}

const member = async ({ account }: GateWorld) =>
  (await makeContact(["reviewer"], { accountId: account.id })).membershipId;

/** To the signatory of the account. */
const presented = async (world: GateWorld) => present(world.pack, await world.contact("signatory"), { again: true });

/** @param publisher another than the world's for a document that is not this publisher's */
export async function documentOf({ pack }: GateWorld, publisher = pack.name) {
  const documentId = await makeDocument(publisher);
  return { documentId, versionId: await publishFile(documentId, { content: Buffer.from("%PDF-1.7 of nothing") }) };
}

/** @param pack another than the world's for a report that did not come to this publisher */
export async function reportOf(world: GateWorld, state?: "accepted" | "thanked", pack = world.pack.name) {
  const reportId = newId();
  const input = {
    ...{ summary: "It opens", details: "At night.", place: "", steps: "", name: "Grace", email: "" },
    ...{ thanks: true, creditName: "Grace" },
  };
  const to = { pack, publisherName: "Publisher", securityContact: someone() };
  const submission = { reportId, input, token: randomWord(), attachments: [], locale: "en" } as const;
  await receiveReport(database(), to, submission, now());
  if (state === undefined) return reportId;
  const security = await viewerOf(world.people.security);
  for (const next of ["triaging", "accepted"] as const)
    await moveReport(database(), to, security, { reportId, state: next }, now());
  if (state === "thanked") await thankReporter(database(), to, security, reportId, now());
  return reportId;
}

export async function orderFormOf({ account, pack }: GateWorld, accountId = account.id) {
  const regions = pack.publisher.regions.slice(0, 1).map(({ name }) => name);
  const terms = { reference: `OF-${randomWord()}`, regions };
  return { accountId, orderFormId: await makeOrderForm(accountId, terms), ...terms };
}

/** A file of one order form, and what its uploader was shown. @param personId where another uploaded it */
export async function importOf({ account, pack, people }: GateWorld, personId = people.trustManager): Promise<Fields> {
  const regions = pack.publisher.regions.slice(0, 1).map(({ name }) => name);
  const data = csvOf({ account: account.id, reference: `OF-${randomWord()}`, regions: regions.join(";") });
  const id = await keepUpload(database(), personId, { name: "orders.csv", data });
  const plan = await planImport(database(), await readCsv(data), await orderFormChoices(now()));
  return { id, shown: plan.digest };
}

const nowhere: Network = { resolve: async () => [], allows: () => true };

async function endpointOf(world: GateWorld): Promise<Fields> {
  const { id } = await makeWebhook(await world.contact("admin"), nowhere);
  return { endpointId: id, description: "Tickets", events: "subprocessor-change.noticed" };
}

async function failedDelivery(world: GateWorld): Promise<Fields> {
  const { endpointId } = await endpointOf(world);
  const { id } = await database().webhookDelivery.create({
    data: {
      ...{ endpointId: String(endpointId), type: "subprocessor-change.noticed", subjectId: newId(), data: {} },
      ...({ state: "failed", failure: "timeout", attempts: 8 } as const),
    },
  });
  return { endpointId: String(endpointId), deliveryId: id, since: "2020-01-01T00:00" };
}

const proposal = () => ({
  ...({ kind: "addition", name: `Newcomer ${randomWord()}`, location: "Norway" } as const),
  ...{ reasons: "It is needed.", assessment: "Low.", alternatives: "None." },
});

/**
 * @param authorId where it is not some other person of the staff
 * @param publisher another than the world's for a change that is not of this register
 */
export async function draftOf({ pack }: GateWorld, authorId?: string, publisher = pack.name): Promise<Fields> {
  const author = await viewerOf(authorId ?? (await makeStaff(["trust_manager"])).personId);
  const [keeper, input] = [{ publisher, noticeDays: pack.publisher.noticeDays }, proposal()];
  const changeId = await proposeChange(database(), keeper, author, proposalInput(wordsIn("en")).parse(input));
  const change = await readChange(author, publisher, changeId);
  if (change === null) throw new Error("the draft is not there");
  const seen = changeFingerprint(change, keeper.noticeDays);
  return { ...input, changeId, seen, read: "yes", state: "draft", reason: "Not needed." };
}

/** An advisory of a named circle, and an account that it is not shown to yet. */
async function shownTo({ pack }: GateWorld): Promise<{ advisoryId: string; accountId: string }> {
  const advisory = pack.advisories.find(({ meta }) => isForNamed(meta, now()));
  if (advisory === undefined) throw new Error("the demonstration has no advisory of a named circle");
  return { advisoryId: advisory.meta.id, accountId: (await makeAccount()).id };
}

/** @param publisher another than the world's for a grant that is not this publisher's */
export async function grantOf(world: GateWorld, publisher = world.pack.name) {
  const { advisoryId, accountId } = await shownTo(world);
  const { id: grantId } = await database().advisoryGrant.create({
    data: { publisher, advisoryId, accountId, grantedById: world.people.trustManager },
  });
  return { advisoryId, grantId };
}

async function feedOf(world: GateWorld) {
  const holder = await world.contact("signatory");
  await makeFeed(database(), world.pack.name, holder, now());
  const { id: feedId } = await database().feedToken.findFirstOrThrow({
    where: { membershipId: holder.contact.membershipId, revokedAt: null },
  });
  return { feedId };
}

export const actionForms: Readonly<Record<string, ActionForm>> = {
  askForSignInLink: async () => ({ email: someone() }),
  signIn: async ({ people }) =>
    tokenIn(await makeLink(database(), { purpose: "sign_in", personId: people.reviewer }, answers, now())),
  signOut: async () => ({}),
  askForAccess: async () => ({ name: "Ada Lovelace", email: someone(), company: "Northwind Ltd" }),
  confirmAccess: async () => {
    const accessRequestId = await makeRequest("unconfirmed");
    return tokenIn(await makeLink(database(), { purpose: "confirm_request", accessRequestId }, answers, now()));
  },
  subscribe: async () => ({
    ...{ email: someone(), topics: ["sub_processors", "reports"] },
    token: formToken(settings().authSecret ?? "", later(now(), -10 * seconds)),
  }),
  confirmOwnAddress: async ({ pack }) => {
    const { id: subscriptionId } = await makeSubscriber(pack.name);
    return tokenIn(await makeLink(database(), { purpose: "confirm_subscription", subscriptionId }, answers, now()));
  },
  chooseTopics: async () => ({ topics: ["sub_processors"] }),
  approveAccess: async () => ({
    ...{ requestId: await makeRequest("waiting"), account: "new", legalName: `Northwind ${randomWord()}` },
    roles: ["signatory", "admin"],
  }),
  declineAccess: async () => ({ requestId: await makeRequest("waiting"), reason: "We do not know this company." }),

  invite: async () => ({ name: "Grace Hopper", email: someone(), roles: "reviewer" }),
  changeMemberRoles: async (world) => ({ membershipId: await member(world), roles: ["reviewer", "privacy"] }),
  remove: async (world) => ({ membershipId: await member(world) }),

  present: async () => ({ name: "Ada", title: "Director", registeredName: "Northwind Ltd", again: "yes" }),
  sign: async (world) => ({ presentationId: await presented(world), consent: "yes", authority: "yes" }),
  confirmIdentity: async (world) => ({ presentationId: await presented(world) }),
  acknowledge: async () => ({ read: "yes" }),

  newDocument: async () => ({
    ...{ title: `Policy ${randomWord()}`, kind: "policy", class: "nda", unmarkable: "refuse" },
  }),
  updateDocument: async (world) => ({
    ...{ documentId: (await documentOf(world)).documentId, class: "public", unmarkable: "send_unmarked" },
  }),
  withdraw: async (world) => ({ versionId: (await documentOf(world)).versionId, reason: "It is wrong." }),
  setNaming: async (world) => ({
    ...{ documentId: (await documentOf(world)).documentId, accountId: world.account.id, named: "yes" },
  }),
  trace: async (world) => {
    const { documentId } = await documentOf(world);
    const reader = await world.contact("reviewer");
    return { downloadId: await startDownload(database(), world.pack.name, reader, documentId, now()) };
  },

  addOrderForm: async (world) => ({
    ...{ accountId: world.account.id, reference: `OF-${randomWord()}` },
    regions: world.pack.publisher.regions.slice(0, 1).map(({ name }) => name),
  }),
  updateOrderForm: async (world) => ({ ...(await orderFormOf(world)), services: "Analysis" }),
  closeOrderForm: async (world) => orderFormOf(world),
  confirmImport: (world) => importOf(world),
  discardImport: (world) => importOf(world),

  addWebhook: async () => ({
    ...{ address: `https://${randomWord()}.customer.example/hook`, description: "Tickets" },
    events: "subprocessor-change.noticed",
  }),
  changeWebhook: endpointOf,
  rotateWebhookSecret: endpointOf,
  pauseWebhook: endpointOf,
  resumeWebhook: endpointOf,
  removeWebhook: endpointOf,
  testWebhook: endpointOf,
  replayWebhookDelivery: failedDelivery,
  replayFailedWebhooks: failedDelivery,

  proposeRegisterChange: async () => proposal(),
  editRegisterChange: async (world) => draftOf(world, world.people.trustManager),
  approveRegisterChange: async (world) => draftOf(world),
  withdrawRegisterChange: async (world) => draftOf(world),

  showAdvisoryTo: async (world) => ({ ...(await shownTo(world)), confirmed: "yes" }),
  endAdvisoryFor: (world) => grantOf(world),
  makeFeedAddress: async () => ({}),
  revokeFeedAddress: feedOf,

  moveVulnerability: async (world) => ({ reportId: await reportOf(world), state: "triaging" }),
  tellVulnerabilityReporter: async (world) => ({ reportId: await reportOf(world), text: "Thank you." }),
  noteVulnerability: async (world) => ({ reportId: await reportOf(world), note: "Seen." }),
  thankVulnerabilityReporter: async (world) => ({ reportId: await reportOf(world, "accepted") }),
  takeThanksBack: async (world) => ({ reportId: await reportOf(world, "thanked") }),
};
