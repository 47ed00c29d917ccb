/** docs/webhooks.md: its code verifies what is sent, its sample is what is sent, its figures are the code's. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testEvent, webhookEvents } from "@/server/notices/webhooks/event-types";
import { attemptTimeout, mostAttempts } from "@/server/notices/webhooks/retries";
import { samplePayload } from "@/server/notices/webhooks/sample-payload";
import { newSecret, signedHeaders } from "@/server/notices/webhooks/signature";
import { later, minutes, now, seconds } from "@/server/platform/clock";

const guide = await readFile(join(import.meta.dirname, "../../../docs/webhooks.md"), "utf8");

let folder: string;
let verify: (secret: string, headers: object, body: string) => unknown;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "webhook-guide-"));
  const [, code = ""] = /^```js verify\n([\s\S]*?)^```$/m.exec(guide) ?? [];
  await writeFile(join(folder, "verify.mjs"), code);
  ({ verify } = await import(/* @vite-ignore */ pathToFileURL(join(folder, "verify.mjs")).href));
});
afterAll(() => rm(folder, { recursive: true }));

const body = samplePayload;

test("the guide's code takes what is signed with either of two secrets, and gives the payload", () => {
  const [current, earlier] = [newSecret(), newSecret()];
  const headers = signedHeaders("msg_1", now(), body, [current, earlier]);
  for (const secret of [current, earlier]) expect(verify(secret, headers, body)).toEqual(JSON.parse(samplePayload));
});

test("the guide's code refuses another secret, another body, another id and an old message", () => {
  const secret = newSecret();
  const headers = signedHeaders("msg_1", now(), body, [secret]);
  expect(() => verify(newSecret(), headers, body)).toThrow("does not match");
  expect(() => verify(secret, headers, `${body} `)).toThrow("does not match");
  expect(() => verify(secret, { ...headers, "webhook-id": "msg_2" }, body)).toThrow("does not match");
  expect(() => verify(secret, { ...headers, "webhook-signature": "v1, v2,x" }, body)).toThrow("does not match");
  const old = signedHeaders("msg_1", later(now(), -6 * minutes), body, [secret]);
  expect(() => verify(secret, old, body)).toThrow("too old");
});

test("the guide shows the sample of the portal, every event and the code's own figures", () => {
  expect(guide).toContain(samplePayload);
  for (const type of [...webhookEvents, testEvent]) expect(guide).toContain(`\`${type}\``);
  expect(guide).toContain(`within ${attemptTimeout / seconds} seconds`);
  expect(guide).toContain(`tried ${mostAttempts} times`);
});
