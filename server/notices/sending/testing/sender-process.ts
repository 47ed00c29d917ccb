/** A process that is loaded, waits for its parent's word, and then sends what is due, over and over, until it is killed. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { pooledTransport, type Transport } from "@/server/mail/transport";
import { sendDue } from "@/server/notices/sending/send-due";
import { SenderTask } from "@/server/notices/sending/testing/sender-task";
import { database } from "@/server/platform/database";

const { url, publisher, rules, patience, fault } = SenderTask.parse(JSON.parse(process.argv[2] ?? "{}"));
process.on("disconnect", () => process.exit());
const { send } = pooledTransport(url, undefined, rules.connections, patience);

/** What must be found out: an outcome before the message is sent, and a message that is another each time. */
const faulty: Record<"record-first" | "new-message-id", Transport> = {
  "record-first": async (parcel, signal) => {
    const { messageId } = parcel;
    await database().delivery.updateMany({ where: { messageId, state: "queued" }, data: { state: "accepted" } });
    await wait(20);
    return send(parcel, signal);
  },
  "new-message-id": (parcel, signal) => send({ ...parcel, messageId: `<${randomUUID()}@localhost>` }, signal),
};

await database().$queryRaw`SELECT 1 AS ready`;
await once(process, "message");
const transport = fault === undefined ? send : faulty[fault];
for (;;) {
  const parts = { database: database(), transport, publisher, rules, from: '"Test" <trust@publisher.example>' };
  if (!(await sendDue(parts).catch(() => false))) await wait(40);
}
