/** What the action builder does with forms, and sign-in as forms ask for it. Who may run which action is in action-gate. */
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { contactViewerOf, makeContact, makeStaff, randomWord, viewerOf } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { action, contactAction, publicAction, type ServerAction } from "@/server/access/action";
import { idle } from "@/server/access/form-state";
import { Refusal } from "@/server/access/refusal";
import { askForSignInLink, signIn, signOut } from "@/server/access/sign-in/actions";
import { invite } from "@/server/access/team/actions";
import { newestToken, runJobs } from "@/server/access/testing/run-jobs";
import { makeLink } from "@/server/accounts/links";
import { createSession, findSession } from "@/server/accounts/sessions";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { localeHeader } from "@/server/words/locale";

/** What the framework knows of the request. */
const request = vi.hoisted(() => ({
  viewer: null as unknown,
  headers: new Map<string, string>(),
  cookies: new Map<string, { value: string; options: object }>(),
}));

vi.mock("@/server/access/current-viewer", () => ({ currentViewer: async () => request.viewer }));
vi.mock("next/headers", () => ({
  headers: async () => ({ get: (name: string) => request.headers.get(name) ?? null }),
  cookies: async () => ({
    set: (name: string, value: string, options: object) => void request.cookies.set(name, { value, options }),
    delete: (name: string) => void request.cookies.delete(name),
  }),
}));
vi.mock("next/navigation", () => ({
  redirect: (address: string) => {
    throw new Error(`303 ${address}`);
  },
  notFound: () => {
    throw new Error("404");
  },
}));

beforeAll(() => useOwnDatabase());
beforeEach(() => {
  request.headers.set("x-client-address", `2001:db8:${randomWord().slice(0, 4)}:${randomWord().slice(0, 4)}::1`);
});
afterEach(() => {
  request.viewer = null;
  request.cookies.clear();
});

function form(fields: Record<string, string | string[]>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields))
    for (const each of Array.isArray(value) ? value : [value]) data.append(name, each);
  return data;
}
/** The form's new state, or where the answer leads. */
const post = (run: ServerAction, fields: Record<string, string | string[]> = {}) =>
  run(idle, form(fields)).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));

describe("an action", () => {
  const run = vi.fn(async () => ({ message: "Done." }));
  const decide = action({ may: "request:decide", input: z.object({ id: z.string() }), run });
  const manage = contactAction({ may: "team:manage", input: z.object({}), run });
  beforeEach(() => run.mockClear());

  test("runs for who holds the permission, and for nobody else", async () => {
    const trustManager = await viewerOf((await makeStaff(["trust_manager"])).personId);
    const others = [
      await viewerOf((await makeStaff(["auditor", "dpo", "security", "on_call_manager"])).personId),
      await viewerOf((await makeContact(["admin", "signatory", "reviewer", "privacy"])).personId),
    ];
    for (const viewer of others) {
      request.viewer = viewer;
      expect(await post(decide, { id: "x" })).toBe("404");
    }
    expect(run).not.toHaveBeenCalled();
    request.viewer = trustManager;
    expect(await post(decide, { id: "x" })).toEqual({ status: "done", message: "Done." });
    expect(run).toHaveBeenCalledWith(trustManager, { id: "x" }, expect.anything());
  });

  test("of contacts is not there for staff, whatever their roles", async () => {
    const everything = await makeStaff(["trust_manager", "dpo", "security", "auditor", "on_call_manager"]);
    request.viewer = await viewerOf(everything.personId);
    expect(await post(manage)).toBe("404");
    expect(run).not.toHaveBeenCalled();
  });

  test("does not run with fields that are wrong, and gives back what was typed", async () => {
    request.viewer = await viewerOf((await makeStaff(["trust_manager"])).personId);
    const input = z.object({ id: z.uuid("Choose one."), note: z.string().max(3, "Too long.") });
    const strict = action({ may: "request:decide", input, run });
    expect(await post(strict, { id: "x", note: "long", $ACTION_ID_1: "hidden" })).toEqual({
      status: "invalid",
      errors: [
        { field: "id", message: "Choose one." },
        { field: "note", message: "Too long." },
      ],
      values: { id: "x", note: "long" },
    });
    expect(run).not.toHaveBeenCalled();
  });

  test("takes no field from what every object has", async () => {
    const echo = publicAction({
      may: "anybody",
      input: z.looseObject({}),
      run: async (values) => ({ message: JSON.stringify(values) }),
    });
    const answer = await post(echo, { __proto__: "x", constructor: "y", "roles[]": "a", twice: ["b", "c"] });
    expect(answer).toEqual({
      status: "done",
      message: JSON.stringify({ constructor: "y", "roles[]": ["a"], twice: ["b", "c"] }),
    });
  });

  test("that says no tells why; one that breaks tells nothing", async () => {
    const input = z.object({});
    const refusing = (error: Error) =>
      publicAction({
        may: "anybody",
        input,
        run: async () => {
          throw error;
        },
      });
    expect(await post(refusing(new Refusal("Too late.")))).toMatchObject({ message: "Too late.", errors: [] });
    expect(await post(refusing(new Refusal("Not this.", "email")))).toMatchObject({
      errors: [{ field: "email", message: "Not this." }],
    });
    await expect(refusing(new Error("inner workings"))(idle, form({}))).rejects.toThrow("inner workings");
  });
});

describe("an action on a Norwegian page", () => {
  beforeEach(() => request.headers.set(localeHeader, "nb"));
  afterEach(() => request.headers.delete(localeHeader));

  test("tells what is wrong with a field, and says no, in Norwegian", async () => {
    expect(await post(askForSignInLink, { email: "ada" })).toMatchObject({
      errors: [{ field: "email", message: expect.stringMatching(/^Oppgi e-postadressen/) }],
    });
    expect(await post(signIn, { token: "a".repeat(43) })).toMatchObject({
      message: "Denne lenken er allerede brukt, for gammel eller ufullstendig. Be om en ny på innloggingssiden.",
    });
  });

  test("shows what it shows once, and the way on leads to a Norwegian page", async () => {
    const [shownOnce, next] = [
      { label: "Secret", value: "s" },
      { label: "Go on", href: "/portal" },
    ];
    const made = publicAction({
      may: "anybody",
      input: z.object({}),
      run: async () => ({ message: "Done.", shownOnce, next }),
    });
    expect(await post(made)).toEqual({
      status: "done",
      message: "Done.",
      shownOnce,
      next: { label: "Go on", href: "/nb/portal" },
    });
  });

  test("leads on to Norwegian pages", async () => {
    expect(await post(askForSignInLink, { email: `${randomWord()}@northwind.example` })).toBe("303 /nb/sign-in/sent");
    expect(await post(invite, {})).toBe("303 /nb/sign-in");
  });
});

describe("asking for a sign-in link", () => {
  test.each(["//evil.example", "https://evil.example", "/\\evil.example", "/trust", "javascript:alert(1)"])(
    "does not remember to lead to %s",
    async (next) => {
      const { email } = await makeContact(["reviewer"]);
      expect(await post(askForSignInLink, { email, next })).toBe("303 /sign-in/sent");
      await runJobs(now());
      const token = await newestToken(email);
      expect(await post(signIn, { token })).toBe("303 /portal");
    },
  );

  test("remembers where the person wanted to go", async () => {
    const { email } = await makeContact(["reviewer"]);
    await post(askForSignInLink, { email, next: "/portal/pack" });
    await runJobs(now());
    expect(await post(signIn, { token: await newestToken(email) })).toBe("303 /portal/pack");
  });

  test("answers the same whoever asks, and says until when to wait", async () => {
    const { email: known } = await makeContact(["reviewer"]);
    const unknown = `${randomWord()}@nowhere.example`;
    for (let attempt = 1; attempt <= 5; attempt++)
      expect(await post(askForSignInLink, { email: unknown })).toBe(await post(askForSignInLink, { email: known }));
    for (const email of [known, unknown])
      expect(await post(askForSignInLink, { email })).toMatchObject({
        status: "invalid",
        message: expect.stringMatching(/^Too many links were asked for\. Try again after \d\d:\d\d UTC\.$/),
      });
    expect(await post(askForSignInLink, { email: "not an address" })).toMatchObject({ errors: [{ field: "email" }] });
  });
});

describe("signing in", () => {
  test("sets a cookie that no script reads and no other site sends along", async () => {
    const { personId } = await makeStaff(["auditor"]);
    const link = await makeLink(database(), { purpose: "sign_in", personId }, { next: null, locale: "en" }, now());
    expect(await post(signIn, { token: new URL(link).searchParams.get("token") ?? "" })).toBe("303 /desk");
    const cookie = request.cookies.get("trust-session");
    expect(cookie?.options).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: false });
    expect(await findSession(database(), cookie?.value ?? "", now())).toMatchObject({ personId });
  });

  test("with a link that does not work sets none, and says the same for every cause", async () => {
    const answers = await Promise.all(
      ["A".repeat(43), "x".repeat(20), "' OR 1=1 --".padEnd(40)].map((token) => post(signIn, { token })),
    );
    expect(
      new Set(answers.map((answer) => (typeof answer === "string" ? answer : JSON.stringify({ ...answer, values: 0 }))))
        .size,
    ).toBe(1);
    expect(request.cookies.size).toBe(0);
    for (const token of ["", "short", "A".repeat(101)])
      expect(await post(signIn, { token })).toMatchObject({ status: "invalid", errors: [{ field: "token" }] });
  });

  test("ends with signing out: this session dies, the person's other one stays", async () => {
    const { personId } = await makeContact(["reviewer"]);
    const [here, there] = [
      await createSession(database(), personId, now()),
      await createSession(database(), personId, now()),
    ];
    const session = await findSession(database(), here, now());
    request.viewer = { ...(await contactViewerOf(personId)), sessionId: session?.sessionId };
    request.cookies.set("trust-session", { value: here, options: {} });
    expect(await post(signOut)).toBe("303 /");
    expect(request.cookies.size).toBe(0);
    expect(await findSession(database(), here, now())).toBeNull();
    expect(await findSession(database(), there, now())).not.toBeNull();
    expect(await database().auditEvent.count({ where: { kind: "sign-out", actorId: personId } })).toBe(1);
  });
});

test("a reviewer does not invite", async () => {
  const { personId, accountId } = await makeContact(["reviewer", "signatory", "privacy"]);
  request.viewer = await contactViewerOf(personId);
  expect(await post(invite, { name: "Eve", email: "eve@evil.example", roles: "admin" })).toBe("404");
  expect(await database().membership.count({ where: { accountId } })).toBe(1);
});
