import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { idle } from "@/server/access/form-state";
import { may, type Permission } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { newId } from "@/server/platform/ids";

/** Who may run which action: one row for each action there is. `anybody` needs no session. */
const rows: Readonly<Record<string, Permission | "anybody">> = {
  askForSignInLink: "anybody",
  signIn: "anybody",
  signOut: "session:end",
  askForAccess: "anybody",
  confirmAccess: "anybody",
  approveAccess: "request:decide",
  declineAccess: "request:decide",
  invite: "team:manage",
  changeMemberRoles: "team:manage",
  remove: "team:manage",
  addWebhook: "webhook:manage",
  changeWebhook: "webhook:manage",
  rotateWebhookSecret: "webhook:manage",
  pauseWebhook: "webhook:manage",
  resumeWebhook: "webhook:manage",
  removeWebhook: "webhook:manage",
  testWebhook: "webhook:manage",
  replayWebhookDelivery: "webhook:manage",
  replayFailedWebhooks: "webhook:manage",
  present: "agreement:sign",
  sign: "agreement:sign",
  confirmIdentity: "agreement:sign",
  acknowledge: "agreement:acknowledge",
  confirmNotice: "own-notice:confirm",
  newDocument: "document:publish",
  updateDocument: "document:publish",
  withdraw: "document:publish",
  setNaming: "document:publish",
  trace: "download:trace",
  addOrderForm: "order-form:manage",
  updateOrderForm: "order-form:manage",
  closeOrderForm: "order-form:manage",
  proposeRegisterChange: "change:propose",
  editRegisterChange: "change:propose",
  approveRegisterChange: "change:approve",
  withdrawRegisterChange: "change:withdraw",
  moveVulnerability: "vulnerability:handle",
  tellVulnerabilityReporter: "vulnerability:handle",
  noteVulnerability: "vulnerability:handle",
  thankVulnerabilityReporter: "vulnerability:handle",
  takeThanksBack: "vulnerability:handle",
};

const current: { viewer: Viewer | null } = { viewer: null };
vi.mock("@/server/access/current-viewer", () => ({ currentViewer: async () => current.viewer }));
vi.mock("@/server/access/current-words", async () => {
  const { currentIn } = await import("@/server/words/testing/current");
  return { currentWords: async () => currentIn("en") };
});

const person = {
  personId: newId(),
  email: "a@customer.example",
  name: "A",
  sessionId: newId(),
  authenticatedAt: new Date(0),
};
const contact = (...roles: NonNullable<Viewer["contact"]>["roles"]): Viewer => ({
  ...person,
  staffRoles: [],
  contact: { membershipId: newId(), accountId: newId(), accountName: "Customer", roles },
});
const staff = (...staffRoles: Viewer["staffRoles"]): Viewer => ({ ...person, staffRoles, contact: null });

const viewers: Readonly<Record<string, Viewer | null>> = {
  nobody: null,
  stranger: staff(),
  signatory: contact("signatory"),
  reviewer: contact("reviewer"),
  privacy: contact("privacy"),
  admin: contact("admin"),
  "trust manager": staff("trust_manager"),
  dpo: staff("dpo"),
  security: staff("security"),
  auditor: staff("auditor"),
  "on-call manager": staff("on_call_manager"),
};

const files = readdirSync("server", { recursive: true, encoding: "utf8" }).filter((name) =>
  /(^|\/)actions\.ts$/.test(name),
);
const modules = await Promise.all(files.map((file) => import(/* @vite-ignore */ join(process.cwd(), "server", file))));
const actions = new Map<string, unknown>(modules.flatMap((each) => Object.entries<unknown>(each)));

beforeEach(() => {
  current.viewer = null;
});

test("every action has a row, and every row an action", () => {
  expect([...actions.keys()].sort()).toEqual(Object.keys(rows).sort());
});

/** What an empty form brings: the way to sign-in, the page that does not exist, or an answer of the action itself. */
async function outcome(name: string): Promise<"sign-in" | "not found" | "answered"> {
  const run = actions.get(name);
  if (typeof run !== "function") throw new Error(`${name} is no action`);
  try {
    await run(idle, new FormData());
    return "answered";
  } catch (error) {
    const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
    if (digest.startsWith("NEXT_REDIRECT") && digest.includes(";/sign-in;")) return "sign-in";
    return digest === "NEXT_HTTP_ERROR_FALLBACK;404" ? "not found" : "answered";
  }
}

for (const [name, permission] of Object.entries(rows))
  test.each(Object.keys(viewers))(`${name} for %s`, async (who) => {
    current.viewer = viewers[who] ?? null;
    const wanted =
      permission === "anybody" || may(current.viewer, permission)
        ? "answered"
        : current.viewer === null
          ? "sign-in"
          : "not found";
    expect(await outcome(name)).toBe(wanted);
  });
