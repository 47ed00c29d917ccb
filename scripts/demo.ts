/** Demonstration people, accounts and a signature: made by the same commands that people use, and only where DEMO is on. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { isContact } from "@/server/access/permissions";
import { sealRequest } from "@/server/access/requests/sealed-request";
import { loadViewer } from "@/server/access/viewer";
import { domainOf } from "@/server/accounts/email";
import { addMember, createAccount, revokeMember } from "@/server/accounts/memberships";
import { emailIndex, ensurePerson, findPerson } from "@/server/accounts/people";
import { showAdvisory } from "@/server/advisories/access/grants";
import { presentAgreement, signAgreement } from "@/server/agreements/commands";
import { recordEvent } from "@/server/audit/events";
import { AdvisoryId } from "@/server/content/advisory-schema";
import { currentPack } from "@/server/content/current-pack";
import { newDataKey } from "@/server/keys/data-keys";
import { setOwnSubscription } from "@/server/notices/subscriptions/commands";
import { OwnChoices } from "@/server/notices/subscriptions/schema";
import { knownNames } from "@/server/order-forms/choices";
import { createOrderForm, endOrderForm } from "@/server/order-forms/commands";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { seeContentFirst } from "@/server/site/news/publish";
import { publishBuiltDocuments } from "@/server/vault/publish-built";
import { locales } from "@/server/words/locale";
import { loadDemoChanges } from "./demo-changes";
import { loadDemoIncidents } from "./demo-incidents";
import { giveDemoNotices, loadDemoObjections } from "./demo-objections";
import { loadDemoReports } from "./demo-vulnerabilities";
import { DemoWebhook, loadDemoWebhook } from "./demo-webhooks";

const roles = z.array(z.enum(["signatory", "reviewer", "privacy", "admin"]));
const staffRoles = z.array(z.enum(["trust_manager", "dpo", "security", "auditor", "on_call_manager"]));
const Contact = z.strictObject({
  name: z.string(),
  email: z.email(),
  roles,
  title: z.string().optional(),
  revoked: z.boolean().default(false),
});
const DemoOrderForm = z.strictObject({
  reference: z.string(),
  regions: z.array(z.string()),
  services: z.array(z.string()),
  approvedSubProcessors: z.array(z.string()).default([]),
  contacts: z.array(z.strictObject({ name: z.string().default(""), email: z.email() })).default([]),
  ended: z.boolean().default(false),
});
const DemoAccount = z.strictObject({
  legalName: z.string(),
  domain: z.string(),
  signed: z.boolean(),
  contacts: z.array(Contact).min(1),
  orderForms: z.array(DemoOrderForm),
  webhook: DemoWebhook.optional(),
  /** Restricted advisories of a named circle that the account is shown. */
  advisories: z.array(AdvisoryId).default([]),
});
const Demo = z.strictObject({
  staff: z.array(z.strictObject({ name: z.string(), email: z.email(), roles: staffRoles })),
  accounts: z.array(DemoAccount),
  subscribers: z.array(
    z.strictObject({ email: z.email(), topics: OwnChoices.shape.topics, locale: z.enum(locales).default("en") }),
  ),
  requests: z.array(z.strictObject({ name: z.string(), email: z.email(), company: z.string(), reason: z.string() })),
});
type DemoAccount = z.infer<typeof DemoAccount>;

function readDemo() {
  const { contentDir, publisher } = settings();
  const file = join(contentDir, "demo", publisher, "people.yaml");
  return existsSync(file) ? Demo.parse(parse(readFileSync(file, "utf8"))) : null;
}

/** Once for each publisher: whoever serves the other pack on the same data gets its people too. */
export async function loadDemo(say: (line: string) => void): Promise<void> {
  const demo = readDemo();
  const first = demo?.staff[0];
  if (demo === null || first === undefined || (await findPerson(database(), first.email)) !== null) return;
  say("loading demonstration data");
  for (const member of demo.staff)
    await database().$transaction(async (transaction) => {
      const person = await ensurePerson(transaction, member);
      await transaction.person.update({ where: { id: person.id }, data: { staffRoles: member.roles } });
      await recordEvent(transaction, {
        kind: "staff.added",
        actorId: null,
        subjectId: person.id,
        dataKeyId: person.dataKeyId,
        details: { email: member.email, roles: member.roles },
      });
    });
  for (const account of demo.accounts) await showDemoAdvisories(await loadAccount(account), account, first.email);
  for (const request of demo.requests) await loadRequest(request);
  await loadDemoChanges(await currentPack(), now());
  for (const { topics, ...subscriber } of demo.subscribers) {
    const choices = { topics, minimumSeverity: "low", digest: false } as const;
    await setOwnSubscription(database(), (await currentPack()).name, { personId: null, ...subscriber, choices }, now());
  }
  say("sending the demonstration's notices");
  await giveDemoNotices(await currentPack());
  await loadDemoObjections(await currentPack(), now());
  const handler = demo.staff.find(({ roles: held }) => held.includes("security"));
  if (handler !== undefined) {
    await loadDemoReports(await currentPack(), handler.email, now());
    await loadDemoIncidents(await currentPack(), handler.email, now());
  }
  say("building the security pack");
  await publishBuiltDocuments(database(), await currentPack(), now());
  await seeContentFirst(database(), await currentPack(), now());
}

/** @param staffEmail of the trust manager, who chooses */
async function showDemoAdvisories(accountId: string, account: DemoAccount, staffEmail: string): Promise<void> {
  const staff = await findPerson(database(), staffEmail);
  if (staff === null) throw new Error("the demonstration's trust manager is not there");
  for (const advisoryId of account.advisories)
    await showAdvisory(database(), await currentPack(), staff.id, { advisoryId, accountId }, now());
}

/** @returns its id */
async function loadAccount(account: DemoAccount): Promise<string> {
  const { accountId, personIds } = await database().$transaction(async (transaction) => {
    const accountId = await createAccount(transaction, account.legalName, account.domain, null);
    const made: string[] = [];
    for (const contact of account.contacts) {
      const membershipId = await addMember(transaction, { ...contact, accountId }, null);
      if (contact.revoked) await revokeMember(transaction, membershipId, null, now());
      made.push((await transaction.membership.findUniqueOrThrow({ where: { id: membershipId } })).personId);
    }
    return { accountId, personIds: made };
  });
  await loadOrderForms(accountId, account.orderForms);
  const signatory = account.contacts.findIndex((contact) => contact.roles.includes("signatory"));
  const [personId, contact] = [personIds[signatory], account.contacts[signatory]];
  if (!account.signed || personId === undefined || contact === undefined) return accountId;
  const at = now();
  const viewer = await loadViewer({ personId, sessionId: newId(), authenticatedAt: at });
  if (viewer === null || !isContact(viewer)) throw new Error("the demonstration signatory has no account");
  const pack = await currentPack();
  const details = {
    name: contact.name,
    title: contact.title ?? "Demonstration Director",
    registeredName: account.legalName,
    again: false,
  };
  const presentationId = await presentAgreement(database(), pack, viewer, details, at);
  const caller = { clientAddress: "127.0.0.1", userAgent: "demonstration data" };
  await signAgreement(database(), pack, viewer, { presentationId, consent: "yes", authority: "yes" }, caller, at);
  if (account.webhook !== undefined) await loadDemoWebhook(viewer, account.webhook);
  return accountId;
}

async function loadOrderForms(accountId: string, orderForms: DemoAccount["orderForms"]): Promise<void> {
  const known = await knownNames(now());
  for (const { ended, ...terms } of orderForms) {
    const restricted = terms.approvedSubProcessors.length > 0;
    const orderFormId = await createOrderForm(database(), { ...terms, restricted, accountId }, known, null);
    if (ended) await endOrderForm(database(), { accountId, orderFormId }, null, now());
  }
}

async function loadRequest(details: { name: string; email: string; company: string; reason: string }): Promise<void> {
  await database().$transaction(async (transaction) => {
    const id = newId();
    const dataKeyId = await newDataKey(transaction, "access-request");
    await transaction.accessRequest.create({
      data: {
        ...{ id, dataKeyId, state: "waiting", confirmedAt: now(), domain: domainOf(details.email) },
        emailIndex: await emailIndex(details.email),
        sealed: await sealRequest(transaction, { id, dataKeyId }, details),
      },
    });
    await recordEvent(transaction, {
      kind: "access.requested",
      actorId: null,
      subjectId: id,
      dataKeyId,
      details: { email: details.email },
    });
  });
}

/** Whom to sign in as, for the terminal. */
export async function describeDemo(publicUrl: URL): Promise<string[]> {
  const demo = readDemo();
  if (demo === null) return [];
  const people = [
    ...demo.accounts.flatMap((account) =>
      account.contacts.map((contact) => [
        contact.email,
        contact.revoked ? "access was ended" : `${account.legalName}: ${contact.roles.join(", ")}`,
      ]),
    ),
    ...demo.staff.map((member) => [member.email, `staff: ${member.roles.join(", ").replaceAll("_", "-")}`]),
  ];
  const width = Math.max(...people.map(([email]) => email?.length ?? 0));
  return [
    `\nDemonstration. Sign in at ${publicUrl.origin}/sign-in as one of these; the link is printed here and kept at /desk/mail:`,
    ...people.map(([email = "", what]) => `  ${email.padEnd(width)}  ${what}`),
    "\nCtrl-C stops everything.",
  ];
}
