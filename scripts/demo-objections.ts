/** Lets the demonstration's notices go out at once, and an account object to a change of which it was told. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { isContact } from "@/server/access/permissions";
import { loadViewer } from "@/server/access/viewer";
import { findPerson } from "@/server/accounts/people";
import { publishAdvisories } from "@/server/advisories/publication/publish";
import { demoFolder } from "@/server/content/demo-overlay";
import type { Pack } from "@/server/content/pack";
import { keepingTransport } from "@/server/mail/transport";
import { followUpNotices } from "@/server/notices/follow-up";
import { prepareNotices } from "@/server/notices/preparation/prepare";
import { listSubscribers } from "@/server/notices/sending/list-subscribers";
import { sendDue } from "@/server/notices/sending/send-due";
import { settleNotices } from "@/server/notices/settling";
import { saveDraft } from "@/server/objections/drafts/drafts";
import { fileObjection } from "@/server/objections/drafts/filing";
import { draftInput } from "@/server/objections/schema";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { wordsIn } from "@/server/words/words";

/** By the jobs' own functions; the mail is kept, since demonstration people have no mailbox. */
export async function giveDemoNotices(pack: Pack): Promise<void> {
  await prepareNotices(database(), pack);
  await listSubscribers(database(), pack.name);
  await publishAdvisories(database(), pack, now());
  const parts = { database: database(), publisher: pack.name, from: `no-reply@${settings().publicUrl.hostname}` };
  while (await sendDue({ ...parts, transport: keepingTransport(() => {}) }));
  await followUpNotices(database(), pack.name);
  await settleNotices(database(), pack.name);
}

const DemoObjection = z.strictObject({
  by: z.email(),
  /** The name of the sub-processor that the change brings. */
  change: z.string(),
  ground: z.string(),
  explanation: z.string(),
  mitigation: z.string(),
  wish: z.string(),
  /** Otherwise it stays a draft, which its writer alone sees. */
  filed: z.boolean().default(true),
  /** References of the account's order forms. */
  orderForms: z.array(z.string()),
});

export async function loadDemoObjections(pack: Pack, at: Date): Promise<void> {
  const file = join(settings().contentDir, demoFolder(pack.name), "objections.yaml");
  if (!existsSync(file)) return;
  for (const { by, change: name, orderForms: references, filed, ...written } of z
    .array(DemoObjection)
    .parse(parse(readFileSync(file, "utf8")))) {
    const person = await findPerson(database(), by);
    const viewer = person && (await loadViewer({ personId: person.id, sessionId: newId(), authenticatedAt: at }));
    if (viewer === null || !isContact(viewer)) throw new Error("a demonstration objection names nobody at an account");
    const change = await database().subProcessorChange.findFirstOrThrow({ where: { publisher: pack.name, name } });
    const forms = await database().orderForm.findMany({
      where: { accountId: viewer.contact.accountId, reference: { in: references } },
    });
    const orderForms = forms.map(({ id }) => id);
    const input = draftInput(wordsIn("en")).parse({ ...written, orderForms, changeId: change.id, intent: "later" });
    const draftId = await saveDraft(database(), viewer, pack.name, input, at);
    if (filed) await fileObjection(database(), pack, viewer, { draftId, locale: "en" });
  }
}
