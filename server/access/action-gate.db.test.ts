/**
 * Who may run which action, and what everybody else gets. Everybody posts a form that the action would take, with real
 * rows in it, so that a refusal is the gate's and not the form's.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type ActionForm,
  actionForms,
  documentOf,
  draftOf,
  type Fields,
  grantOf,
  importOf,
  orderFormOf,
  reportOf,
} from "@/prisma/action-forms";
import { makeStaff, randomWord } from "@/prisma/factories";
import { type GateViewer, type GateWorld, gateViewers, makeGateWorld } from "@/prisma/gate-world";
import { incidentForms, strangeIncident } from "@/prisma/incident-forms";
import { objectionForms, strangeObjection } from "@/prisma/objection-forms";
import { useOwnDatabase, useOwnDataFolder } from "@/scripts/integration-database";
import { type FormState, idle } from "@/server/access/form-state";
import { loadViewer } from "@/server/access/viewer";
import { findSession } from "@/server/accounts/sessions";
import { importAgreements } from "@/server/agreements/versions";
import { currentPack } from "@/server/content/current-pack";
import { sealContent, sealRecipient } from "@/server/notices/sealed-notice";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import { importRegister } from "@/server/subprocessors/register-import";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";
import { type WordKey, wordsIn } from "@/server/words/words";

interface Row {
  /** Who gets past the gate: for all others the action does not exist. */
  readonly may: readonly GateViewer[];
  /** Those among them who are told a sentence instead: what the form is about is not theirs, or not in that state. */
  readonly told?: Readonly<Partial<Record<GateViewer, WordKey>>>;
  /** Those whose form is taken and changes nothing, since what it is about is not theirs. */
  readonly inVain?: readonly GateViewer[];
}

const contacts = ["unsigned", "signatory", "reviewer", "unacknowledged", "privacy", "admin", "other"] as const;
const staff = ["trustManager", "dpo", "security", "auditor", "onCall"] as const;
const anybody: Row = { may: gateViewers };
const only = (...may: readonly GateViewer[]): Row => ({ may });
const publishers = only("trustManager", "security");
const handlers = only("trustManager", "dpo", "security", "onCall");
const keepers = only("trustManager", "dpo");
const admins = ["admin", "unsigned", "other"] as const;
const hookKeepers = ["admin", "privacy", "unsigned", "other"] as const;
/** Told to whoever holds the permission at another account. */
const elsewhere = (sentence: WordKey) => ({ unsigned: sentence, other: sentence });
const toldAll = (sentence: WordKey, ...viewers: readonly GateViewer[]) =>
  Object.fromEntries(viewers.map((viewer) => [viewer, sentence]));
const ownDraft: Row = { may: ["privacy", "unsigned", "other"], told: elsewhere("objections.refused.draftGone") };
const ownObjection: Row = { may: ["privacy", "unsigned", "other"], told: elsewhere("objections.refused.gone") };
const ownHook: Row = { may: hookKeepers, told: elsewhere("webhooks.refused.gone") };

/** One row for each action there is. Its form stands in prisma/action-forms.ts; without one, an empty form is posted. */
const rows: Readonly<Record<string, Row>> = {
  askForSignInLink: anybody,
  signIn: anybody,
  signOut: only(...contacts, ...staff),
  askForAccess: anybody,
  confirmAccess: anybody,
  subscribe: anybody,
  confirmOwnAddress: anybody,
  chooseTopics: only(...contacts),
  approveAccess: only("trustManager"),
  declineAccess: only("trustManager"),
  invite: only(...admins),
  changeMemberRoles: { may: admins, told: elsewhere("team.gone") },
  remove: { may: admins, told: elsewhere("team.gone") },
  addWebhook: only(...hookKeepers),
  changeWebhook: ownHook,
  rotateWebhookSecret: ownHook,
  pauseWebhook: ownHook,
  resumeWebhook: ownHook,
  removeWebhook: ownHook,
  testWebhook: ownHook,
  replayWebhookDelivery: { may: hookKeepers, told: elsewhere("webhooks.refused.underWay") },
  replayFailedWebhooks: { may: hookKeepers, inVain: ["unsigned", "other"] },
  present: only("signatory", "unsigned", "other"),
  // The text presented to one signatory is signed by nobody else.
  sign: { may: ["signatory", "unsigned", "other"], told: elsewhere("agreements.refused.tooOld") },
  confirmIdentity: only("signatory", "unsigned", "other"),
  acknowledge: { may: contacts, told: { unsigned: "agreements.refused.nobodySigned" } },
  confirmNotice: { may: contacts, told: elsewhere("received.refused.gone") },
  newDocument: publishers,
  updateDocument: publishers,
  withdraw: publishers,
  setNaming: publishers,
  trace: only("trustManager", "security"),
  addOrderForm: only("trustManager"),
  updateOrderForm: only("trustManager"),
  closeOrderForm: only("trustManager"),
  confirmImport: only("trustManager"),
  discardImport: only("trustManager"),
  proposeRegisterChange: keepers,
  editRegisterChange: { ...keepers, told: { dpo: "changes.refused.notYours" } },
  approveRegisterChange: keepers,
  withdrawRegisterChange: keepers,
  saveObjectionDraft: { ...ownDraft, told: elsewhere("objections.refused.notTold") },
  removeObjectionDraftFile: ownDraft,
  dropObjectionDraft: { may: ownDraft.may, inVain: ["unsigned", "other"] },
  fileObjectionDraft: ownDraft,
  writeObjectionMessage: ownObjection,
  acceptMitigation: ownObjection,
  declineMitigation: ownObjection,
  withdrawOwnObjection: ownObjection,
  answerObjection: only("dpo"),
  proposeObjectionMitigation: only("dpo"),
  closeObjectionUnresolved: only("dpo"),
  decideObjectionHold: only("dpo"),
  sendNoticeOn: keepers,
  recordNotice: keepers,
  closeReturned: keepers,
  decideOnHold: keepers,
  showAdvisoryTo: publishers,
  endAdvisoryFor: publishers,
  makeFeedAddress: {
    may: contacts,
    told: toldAll("restricted.refused.agreement", "unsigned", "unacknowledged", "privacy", "admin"),
  },
  // The feed address of one contact is revoked by nobody else, a colleague who is admin included.
  revokeFeedAddress: {
    may: contacts,
    told: toldAll(
      ...(["restricted.refused.gone", "unsigned", "reviewer", "unacknowledged", "privacy", "admin", "other"] as const),
    ),
  },
  reportIncident: handlers,
  changeIncidentDescription: handlers,
  changeIncidentClass: handlers,
  changeIncidentTimes: handlers,
  addIncidentAccount: handlers,
  removeIncidentAccount: handlers,
  tellIncidentAccount: handlers,
  draftIncidentUpdate: handlers,
  sendIncidentUpdate: handlers,
  recordAuthorityTold: keepers,
  endIncident: handlers,
  moveVulnerability: only("security"),
  tellVulnerabilityReporter: only("security"),
  noteVulnerability: only("security"),
  thankVulnerabilityReporter: only("security"),
  takeThanksBack: only("security"),
};

interface Strange {
  readonly viewer: GateViewer;
  readonly form: ActionForm;
  readonly told: WordKey;
}

const strangeDocument: ActionForm = async (world) => ({
  ...{ ...(await documentOf(world, "another-publisher")), reason: "It is wrong.", accountId: world.account.id },
  ...{ class: "public", unmarkable: "send_unmarked", named: "yes" },
});
const strangeReport: ActionForm = async (world) => ({
  ...{ reportId: await reportOf(world, undefined, "another-publisher"), state: "triaging", text: "Hi.", note: "Hi." },
});
const strangeOrderForm: ActionForm = async (world) => ({
  ...{ ...(await orderFormOf(world, world.other.id)), accountId: world.account.id },
});

const strangeImport: ActionForm = async (world) => importOf(world, (await makeStaff(["trust_manager"])).personId);

const strangeChange: ActionForm = (world) => draftOf(world, world.people.trustManager, bench.publisher);

const strangeGrant: ActionForm = (world) => grantOf(world, bench.publisher);

const strangersObjection: Strange = {
  viewer: "dpo",
  form: strangeObjection(() => bench),
  told: "objections.refused.gone",
};
const strangeNotice: ActionForm = (world) => deskNotice(world, "failed", bench.publisher);

/** Rows of another publisher or account, posted by those who hold the permission. */
const strange: Readonly<Record<string, Strange>> = {
  updateDocument: { viewer: "security", form: strangeDocument, told: "desk.refused.documentWithdrawnMeanwhile" },
  withdraw: { viewer: "security", form: strangeDocument, told: "desk.refused.versionWithdrawn" },
  setNaming: { viewer: "security", form: strangeDocument, told: "desk.refused.documentWithdrawnMeanwhile" },
  updateOrderForm: { viewer: "trustManager", form: strangeOrderForm, told: "orders.refused.gone" },
  closeOrderForm: { viewer: "trustManager", form: strangeOrderForm, told: "orders.refused.gone" },
  confirmImport: { viewer: "trustManager", form: strangeImport, told: "imports.refused.gone" },
  editRegisterChange: { viewer: "trustManager", form: strangeChange, told: "changes.refused.gone" },
  approveRegisterChange: { viewer: "dpo", form: strangeChange, told: "changes.refused.gone" },
  withdrawRegisterChange: { viewer: "dpo", form: strangeChange, told: "changes.refused.gone" },
  answerObjection: strangersObjection,
  proposeObjectionMitigation: strangersObjection,
  closeObjectionUnresolved: strangersObjection,
  decideObjectionHold: strangersObjection,
  sendNoticeOn: { viewer: "trustManager", form: strangeNotice, told: "notices.refused.gone" },
  recordNotice: { viewer: "dpo", form: strangeNotice, told: "notices.refused.gone" },
  closeReturned: { viewer: "dpo", form: strangeNotice, told: "notices.refused.gone" },
  decideOnHold: { viewer: "trustManager", form: strangeNotice, told: "notices.refused.gone" },
  endAdvisoryFor: { viewer: "trustManager", form: strangeGrant, told: "restricted.refused.ended" },
  ...Object.fromEntries(
    Object.keys(incidentForms)
      .filter((name) => name !== "reportIncident")
      .map((name): [string, Strange] => [
        name,
        { viewer: "dpo", form: strangeIncident(name), told: "incidents.refused.gone" },
      ]),
  ),
  moveVulnerability: { viewer: "security", form: strangeReport, told: "desk.vulnerabilities.refused.moved" },
  tellVulnerabilityReporter: { viewer: "security", form: strangeReport, told: "desk.vulnerabilities.refused.erased" },
  noteVulnerability: { viewer: "security", form: strangeReport, told: "desk.vulnerabilities.refused.erased" },
  thankVulnerabilityReporter: { viewer: "security", form: strangeReport, told: "desk.vulnerabilities.refused.erased" },
  takeThanksBack: { viewer: "security", form: strangeReport, told: "desk.vulnerabilities.refused.notThanked" },
};

/** What the framework knows of the request. */
const request = vi.hoisted(() => ({ cookie: null as string | null, address: "unknown" }));
vi.mock("@/server/access/current-viewer", () => ({
  currentViewer: async () => {
    const session = request.cookie === null ? null : await findSession(database(), request.cookie, now());
    return session === null ? null : loadViewer(session);
  },
}));
vi.mock("@/server/access/current-words", async () => {
  const { currentIn } = await import("@/server/words/testing/current");
  return { currentWords: async () => currentIn("en") };
});
vi.mock("next/headers", () => ({
  headers: async () => ({ get: (name: string) => (name === "x-client-address" ? request.address : null) }),
  cookies: async () => ({ set: () => {}, delete: () => {} }),
}));
// No name is looked up: the answer must not depend on the network that the test runs in.
vi.mock("@/server/notices/webhooks/network", async (original) => ({
  ...(await original<object>()),
  publicInternet: { resolve: async () => [], allows: () => false },
}));

const files = readdirSync("server", { recursive: true, encoding: "utf8" }).filter((name) =>
  /(^|\/)actions\.ts$/.test(name),
);
const modules = await Promise.all(files.map((file) => import(/* @vite-ignore */ join(process.cwd(), "server", file))));
const actions = new Map<string, unknown>(modules.flatMap((each) => Object.entries<unknown>(each)));

let bench: ClockBench;
let removeFolder: () => void;
let tables: readonly string[];
beforeAll(async () => {
  bench = await ClockBench.start(await useOwnDatabase(), 0);
  removeFolder = useOwnDataFolder();
  const pack = await currentPack();
  await importAgreements(database(), pack);
  await importRegister(database(), pack);
  tables = await tableNames();
});
afterAll(async () => {
  await bench.stop();
  removeFolder();
});
beforeEach(() => {
  request.address = `2001:db8:${randomWord().slice(0, 4)}:${randomWord().slice(0, 4)}::1`;
});

async function tableNames(): Promise<string[]> {
  const found = await database().$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname IN ('public', 'graphile_worker') ORDER BY 1`;
  return found.map(({ name }) => name);
}

/** How many rows each table has and which transaction wrote last: every insert, update and delete shows. */
async function contents(): Promise<Record<string, string>> {
  const one = (name: string) =>
    `SELECT '${name}' AS name, count(*) || ' rows, last written by ' || coalesce(max(xmin::text::bigint), 0) AS rows FROM ${name}`;
  const found = await database().$queryRawUnsafe<{ name: string; rows: string }[]>(tables.map(one).join(" UNION ALL "));
  return Object.fromEntries(found.map(({ name, rows: written }) => [name, written]));
}
/** Attempts are counted, those that come to nothing too. */
const withoutCounts = ({ 'public."RateLimit"': _counts, ...kept }: Record<string, string>) => kept;

function formOf(fields: Fields): FormData {
  const data = new FormData();
  for (const [name, given] of Object.entries(fields))
    for (const each of typeof given === "string" ? [given] : given) data.append(name, each);
  return data;
}

/** The form's new state, or where the answer leads. Anything else that is thrown is no answer. */
async function post(name: string, fields: Fields): Promise<FormState | string> {
  const run = actions.get(name);
  if (typeof run !== "function") throw new Error(`${name} is no action`);
  try {
    return await run(idle, formOf(fields));
  } catch (error) {
    const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
    if (digest === "NEXT_HTTP_ERROR_FALLBACK;404") return "not found";
    const [kind, , address] = digest.split(";");
    if (kind === "NEXT_REDIRECT") return `on to ${address}`;
    throw error;
  }
}

function sentenceOf(answer: FormState | string): string {
  if (typeof answer === "string" || answer.status !== "invalid") return `no refusal: ${JSON.stringify(answer)}`;
  return answer.message ?? answer.errors.map(({ message }) => message).join(" ");
}

const isDone = (answer: FormState | string) =>
  typeof answer === "string" ? /^on to (?!\/sign-in$)/.test(answer) : answer.status === "done";

/** A notice that the world's account was told of, and no other. */
async function toldNotice(world: GateWorld): Promise<Fields> {
  return { noticeId: (await preparedNotice(world, bench.publisher)).noticeId };
}

async function preparedNotice({ account }: GateWorld, publisher: string) {
  const change = await bench.propose({ name: `Newcomer ${randomWord()}`, publisher });
  await bench.approve(change);
  const noticeId = await bench.notice(change);
  const [id, key] = [newId(), { noticeId, accountId: account.id }];
  await database().$transaction(async (transaction) => {
    const recipient = { email: "privacy@customer.example", name: null, locale: "en" } as const;
    await transaction.delivery.create({
      data: {
        ...{ id, ...key, messageId: `<${id}@trust.example>` },
        sealed: await sealRecipient(transaction, { id, accountId: account.id }, recipient),
      },
    });
    const content = { subject: "New sub-processor", text: "A new one.", orderForms: [] };
    const data = { relation: "touches", sealed: await sealContent(transaction, key, content) } as const;
    await transaction.accountNotice.update({ where: { noticeId_accountId: key }, data });
  });
  return { change, noticeId, deliveryId: id };
}

/** One whose message was not taken, or came back, with a hold beside it: what staff have to settle. */
async function deskNotice(world: GateWorld, outcome: "failed" | "bounced", publisher?: string): Promise<Fields> {
  const { account } = world;
  const { name } = await currentPack();
  const { change, noticeId, deliveryId } = await preparedNotice(world, publisher ?? name);
  await bench.settle(deliveryId, outcome === "failed" ? "failed" : "accepted");
  if (outcome === "bounced") await bench.settle(deliveryId, "bounced");
  const holdId = newId();
  await bench.owner.query(`INSERT INTO "Hold" (id, "changeId", "accountId", reason) VALUES ($1, $2, $3, 'unreached')`, [
    ...[holdId, change, account.id],
  ]);
  return {
    ...{ noticeId, accountId: account.id, deliveryId, holdId, decision: "exclude" },
    ...{ email: `${randomWord()}@customer.example`, name: "Grace Hopper", text: "By registered letter." },
  };
}
const forms: Readonly<Record<string, ActionForm>> = {
  ...actionForms,
  ...objectionForms(() => bench),
  ...incidentForms,
  confirmNotice: toldNotice,
  sendNoticeOn: (world) => deskNotice(world, "failed"),
  recordNotice: (world) => deskNotice(world, "failed"),
  closeReturned: (world) => deskNotice(world, "bounced"),
  decideOnHold: (world) => deskNotice(world, "failed"),
};

test("every action has a row, and every row and form an action", () => {
  expect([...actions.keys()].sort()).toEqual(Object.keys(rows).sort());
  expect(Object.keys(rows)).toEqual(expect.arrayContaining([...Object.keys(forms), ...Object.keys(strange)]));
});

/** @returns the answer, and what the database held before and after it */
async function postAs(viewer: GateViewer, world: GateWorld, name: string, fields: Fields) {
  request.cookie = await world.signIn(viewer);
  const before = await contents();
  const answer = await post(name, fields);
  return { answer, before, after: await contents() };
}

describe.each(Object.entries(rows))("%s", (name, { may, told = {}, inVain = [] }) => {
  let world: GateWorld;
  const form: ActionForm = forms[name] ?? (async () => ({}));
  beforeAll(async () => {
    world = await makeGateWorld(await currentPack());
  });

  const refused = gateViewers.filter((each) => !may.includes(each));
  if (refused.length > 0)
    test("is not there for all others, and changes nothing", async () => {
      const fields = await form(world);
      for (const viewer of refused) {
        const { answer, before, after } = await postAs(viewer, world, name, fields);
        expect.soft(answer, viewer).toBe(viewer === "visitor" ? "on to /sign-in" : "not found");
        expect.soft(after, viewer).toEqual(before);
      }
    });

  test.each(may)("answers %s", async (viewer) => {
    const { answer, before, after } = await postAs(viewer, world, name, await form(world));
    const sentence = told[viewer];
    if (sentence !== undefined) {
      expect(sentenceOf(answer)).toBe(wordsIn("en")(sentence));
      expect(withoutCounts(after)).toEqual(withoutCounts(before));
    } else if (name in forms) {
      expect(answer).toSatisfy(isDone);
      if (inVain.includes(viewer)) expect(withoutCounts(after)).toEqual(withoutCounts(before));
    } else expect(answer).toMatchObject({ status: "invalid", errors: [expect.anything()] });
  });

  const foreign = strange[name];
  if (foreign !== undefined)
    test("tells who holds the permission that rows of others are not there", async () => {
      const { answer, before, after } = await postAs(foreign.viewer, world, name, await foreign.form(world));
      expect(sentenceOf(answer)).toBe(wordsIn("en")(foreign.told));
      expect(withoutCounts(after)).toEqual(withoutCounts(before));
    });
});
