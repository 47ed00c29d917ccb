/** From the outbox to a mail server that takes, puts off, refuses or drops. */
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { randomWord } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { handle, startRunner } from "@/server/jobs/runner";
import { eraseDataKey, newDataKey } from "@/server/keys/data-keys";
import { type DeliveryParts, deliverMail, mostAttempts } from "@/server/mail/deliver";
import { compose } from "@/server/mail/message";
import { openMail, queueMail, sendMailJob } from "@/server/mail/outbox";
import { listMail } from "@/server/mail/queries";
import { forgetOldMail } from "@/server/mail/retention";
import { headersOf, type MailServer, startMailServer } from "@/server/mail/testing/mail-server";
import { keepingTransport, smtpTransport, type Transport } from "@/server/mail/transport";
import { days, later } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";

beforeAll(() => useOwnDatabase());

const at = new Date("2026-11-22T10:00:00Z");
let server: MailServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});
async function started(): Promise<MailServer> {
  server = await startMailServer();
  return server;
}

const noAttachment = async () => {
  throw new Error("no attachment was asked for");
};
const parts = (transport: Transport): DeliveryParts => ({
  database: database(),
  transport,
  from: '"AlphaGen trust centre" <trust@alphagen.example>',
  readAttachment: noAttachment,
});
const through = (mail: MailServer) => parts(smtpTransport(mail.url));

/** A message in the outbox. */
async function queued(changes: { subject?: string; text?: string; attachmentId?: string } = {}) {
  const to = `ada-${randomWord()}@northwind.example`;
  const { subject = "A subject", text = "Some words.", attachmentId } = changes;
  const dataKeyId = await newDataKey(database(), "person");
  const message = compose("sign-in", "AlphaGen", subject, [text]);
  await database().$transaction((transaction) =>
    queueMail(transaction, { to, message, dataKeyId, ...(attachmentId === undefined ? {} : { attachmentId }) }),
  );
  const { id } = await database().mail.findFirstOrThrow({ where: { dataKeyId } });
  return { id, to, dataKeyId };
}
const row = (id: string) => database().mail.findUniqueOrThrow({ where: { id } });

describe("a message", () => {
  test("that the server takes is sent, with the server's answer as proof but no address in it", async () => {
    const mail = await started();
    const { id, to } = await queued({ text: "Γειά σου 你好" });
    await deliverMail(through(mail), id, at);
    const sent = await row(id);
    expect(sent).toMatchObject({ state: "sent", attempts: 1, settledAt: at });
    expect(sent.serverResponse).toMatch(/^250 .*queued as 1 for \[address\]$/);
    expect(mail.letters).toMatchObject([{ to: [to], from: "trust@alphagen.example" }]);
    expect(headersOf(mail.letters[0], "Message-ID")).toEqual([`<${id}@localhost>`]);
    expect(sent.messageId).toBe(`<${id}@localhost>`);
  });

  test("is not sent again when its job runs again", async () => {
    const mail = await started();
    const { id } = await queued();
    for (let run = 0; run < 3; run++) await deliverMail(through(mail), id, at);
    expect(mail.letters).toHaveLength(1);
    expect(await row(id)).toMatchObject({ attempts: 1 });
  });

  test("that the server puts off is tried again until it is taken", async () => {
    const mail = await started();
    const { id, to } = await queued();
    mail.behave({ code: 451, words: `<${to}> greylisted` });
    for (let attempt = 1; attempt <= 2; attempt++) {
      await expect(deliverMail(through(mail), id, at)).rejects.toThrow();
      expect(await row(id)).toMatchObject({
        state: "queued",
        attempts: attempt,
        settledAt: null,
        serverResponse: null,
      });
    }
    mail.behave("take");
    await deliverMail(through(mail), id, at);
    expect(await row(id)).toMatchObject({ state: "sent", attempts: 3 });
    expect(mail.letters).toHaveLength(1);
  });

  test("that the server refuses has failed at once, in the server's words without the address", async () => {
    const mail = await started();
    const { id, to } = await queued();
    mail.behave({ code: 550, words: `5.1.1 <${to}>: Recipient address rejected (${to}, see help@mail.example)` });
    await deliverMail(through(mail), id, at);
    const failed = await row(id);
    expect(failed).toMatchObject({ state: "failed", attempts: 1, settledAt: at });
    expect(failed.serverResponse).toMatch(/^550 5\.1\.1 \[address\].*Recipient address rejected/);
    expect(failed.serverResponse).not.toContain("@");
    mail.behave("take");
    await deliverMail(through(mail), id, at);
    expect(mail.letters).toEqual([]);
  });

  test.each(["drop-before", "drop-after"] as const)(
    "whose connection is cut (%s) is sent again under the same Message-ID",
    async (behaviour) => {
      const mail = await started();
      const { id } = await queued();
      mail.behave(behaviour);
      await expect(deliverMail(through(mail), id, at)).rejects.toThrow();
      mail.behave("take");
      await deliverMail(through(mail), id, at);
      expect(await row(id)).toMatchObject({ state: "sent", attempts: 2 });
      expect(mail.letters).toHaveLength(behaviour === "drop-after" ? 2 : 1);
      const ids = mail.letters.flatMap((letter) => headersOf(letter, "Message-ID"));
      expect(new Set(ids)).toEqual(new Set([`<${id}@localhost>`]));
    },
  );

  test("that is never taken has failed after the last try, and says no more than that", async () => {
    const mail = await started();
    const { id } = await queued();
    await database().mail.update({ where: { id }, data: { attempts: mostAttempts - 2 } });
    mail.behave({ code: 450, words: "busy" });
    await expect(deliverMail(through(mail), id, at)).rejects.toThrow();
    expect(await row(id)).toMatchObject({ state: "queued", attempts: mostAttempts - 1 });
    await deliverMail(through(mail), id, at);
    expect(await row(id)).toMatchObject({
      state: "failed",
      attempts: mostAttempts,
      serverResponse: "no answer after many tries",
    });
  });

  test("to a person whose data was erased is not sent", async () => {
    const mail = await started();
    const { id, dataKeyId } = await queued();
    await eraseDataKey(database(), dataKeyId, at);
    await deliverMail(through(mail), id, at);
    expect(await row(id)).toMatchObject({
      state: "failed",
      serverResponse: "not sent: the recipient's data was erased",
    });
    expect(mail.letters).toEqual([]);
  });

  test("that is gone is left alone", async () => {
    await expect(deliverMail(through(await started()), crypto.randomUUID(), at)).resolves.toBeUndefined();
  });

  test("takes its attachment along", async () => {
    const mail = await started();
    const attachmentId = crypto.randomUUID();
    const { id } = await queued({ attachmentId });
    const content = new TextEncoder().encode("%PDF-1.7 sealed record");
    const asked: string[] = [];
    const readAttachment = async (fileId: string) => {
      asked.push(fileId);
      return { filename: "signed-record.pdf", contentType: "application/pdf", content };
    };
    await deliverMail({ ...through(mail), readAttachment }, id, at);
    expect(asked).toEqual([attachmentId]);
    expect(mail.letters[0]?.raw).toContain(Buffer.from(content).toString("base64"));
  });

  test("with a header in its subject has it as words of the subject", async () => {
    const mail = await started();
    const { id, to } = await queued({ subject: "Hello\r\nBcc: eve@evil.example\r\nContent-Type: text/html" });
    await deliverMail(through(mail), id, at);
    const [letter] = mail.letters;
    expect(letter?.to).toEqual([to]);
    expect(headersOf(letter, "Bcc")).toEqual([]);
    expect(headersOf(letter, "Subject")).toEqual(["Hello Bcc: eve@evil.example Content-Type: text/html"]);
    expect(headersOf(letter, "Content-Type")).toEqual([expect.stringMatching(/^text\/plain/)]);
  });

  test("without a mail server is kept, and shown to staff only in the open demo", async () => {
    const lines: string[] = [];
    const { id, to } = await queued({ text: "Open http://localhost:3000/sign-in/confirm?token=abc" });
    await deliverMail(parts(keepingTransport((line) => lines.push(line))), id, at);
    expect(await row(id)).toMatchObject({ state: "kept", serverResponse: null });
    expect(lines).toHaveLength(1);
    const shown = (open: boolean) => listMail(open).then((mails) => mails.find((mail) => mail.id === id));
    expect((await shown(true))?.content).toMatchObject({ to, attachment: false });
    expect((await shown(false))?.content).toBeNull();
  });

  test("that was really sent is not shown even there", async () => {
    const { id } = await queued();
    await deliverMail(through(await started()), id, at);
    expect((await listMail(true)).find((mail) => mail.id === id)?.content).toBeNull();
  });
});

describe("the outbox", () => {
  test("holds a message encrypted and bound to its row", async () => {
    const [one, other] = [await queued({ text: "Zażółć" }), await queued()];
    const [sealed, wrong] = [await row(one.id), await row(other.id)];
    expect(await openMail(database(), sealed)).toMatchObject({ to: one.to });
    expect(Buffer.from(sealed.sealed).includes(Buffer.from(one.to))).toBe(false);
    await expect(openMail(database(), { ...sealed, id: wrong.id })).rejects.toThrow();
  });

  test("has neither message nor job of a transaction that was rolled back", async () => {
    const dataKeyId = await newDataKey(database(), "person");
    const jobs = () => database().$queryRaw<{ count: bigint }[]>`SELECT count(*) FROM graphile_worker._private_jobs`;
    const before = await jobs();
    const message = compose("sign-in", "AlphaGen", "Subject", ["Words"]);
    await expect(
      database().$transaction(async (transaction) => {
        await queueMail(transaction, { to: "ada@northwind.example", message, dataKeyId });
        throw new Error("the change failed");
      }),
    ).rejects.toThrow("the change failed");
    expect(await database().mail.count({ where: { dataKeyId } })).toBe(0);
    expect(await jobs()).toEqual(before);
  });

  test("is emptied by the runner, and what was put off goes out later", async () => {
    const mail = await started();
    await database().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    const delivery = through(mail);
    const runner = await startRunner({
      connectionString: settings().databaseUrl ?? "",
      crontab: "",
      concurrency: 4,
      handlers: [handle(sendMailJob, ({ mailId }) => deliverMail(delivery, mailId, at))],
    });
    mail.behave({ code: 451, words: "later" });
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const put = await Promise.all(Array.from({ length: 5 }, () => queued()));
    const states = async () =>
      (await database().mail.findMany({ where: { id: { in: put.map(({ id }) => id) } } })).map((each) => each.attempts);
    await vi.waitFor(async () => expect(await states()).toEqual([1, 1, 1, 1, 1]), 20_000);
    mail.behave("take");
    await vi.waitFor(() => expect(mail.letters).toHaveLength(5), 20_000);
    await runner.stop();
    written.mockRestore();
    expect(mail.letters.flatMap((letter) => letter.to).toSorted()).toEqual(put.map(({ to }) => to).toSorted());
    for (const { id } of put) expect(await row(id)).toMatchObject({ state: "sent", attempts: 2 });
  });

  test("forgets what was settled long ago, and never what still waits", async () => {
    const mail = await started();
    const [sent, waits] = [await queued(), await queued()];
    await deliverMail(through(mail), sent.id, at);
    await forgetOldMail(database(), at);
    expect((await row(sent.id)).state).toBe("sent");
    await forgetOldMail(database(), later(at, 400 * days));
    expect(await database().mail.findUnique({ where: { id: sent.id } })).toBeNull();
    expect((await row(waits.id)).state).toBe("queued");
  });
});
