import { type ContactViewer, may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { currentPack } from "@/server/content/current-pack";
import type { OrderFormTerms } from "@/server/order-forms/schema";
import { openContacts } from "@/server/order-forms/sealed-contacts";
import { database } from "@/server/platform/database";
import { maskEmail } from "@/server/platform/mask-email";
import { subProcessorNames } from "@/server/subprocessors/queries";

export interface OrderFormView extends OrderFormTerms {
  readonly id: string;
  readonly accountId: string;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  /** The approved sub-processors by name, as the register last called them, in its order. */
  readonly approvedNames: readonly string[];
}

const columns = {
  ...{ id: true, accountId: true, reference: true, regions: true, services: true, restricted: true },
  ...{ approvedSubProcessors: true, createdAt: true, endedAt: true, sealed: true },
  account: { select: { dataKeyId: true } },
} as const;

/** Those in force first. Addresses are masked, and names left out, for who only reads. */
export async function listOrderForms(viewer: Viewer, accountId: string): Promise<OrderFormView[]> {
  if (!may(viewer, "order-form:read")) return [];
  return (await readOrderForms({ accountId })).map((view) => shown(viewer, view));
}

/** Null also where the order form is another account's. */
export async function readOrderForm(viewer: Viewer, accountId: string, id: string): Promise<OrderFormView | null> {
  if (!may(viewer, "order-form:read")) return null;
  const [view] = await readOrderForms({ id, accountId });
  return view === undefined ? null : shown(viewer, view);
}

/** The contact's own account's, those in force first. */
export async function orderFormsOf(viewer: ContactViewer): Promise<OrderFormView[]> {
  if (!may(viewer, "own-order-form:read")) return [];
  return readOrderForms({ accountId: viewer.contact.accountId });
}

function shown(viewer: Viewer, view: OrderFormView): OrderFormView {
  if (may(viewer, "order-form:manage")) return view;
  return { ...view, contacts: view.contacts.map(({ email }) => ({ name: "", email: maskEmail(email) })) };
}

async function readOrderForms(where: { accountId: string; id?: string }): Promise<OrderFormView[]> {
  const rows = await database().orderForm.findMany({
    where,
    select: columns,
    orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { reference: "asc" }],
    take: 500,
  });
  if (rows.length === 0) return [];
  const names = await subProcessorNames((await currentPack()).name);
  return Promise.all(
    rows.map(async ({ sealed, account, ...row }) => ({
      ...row,
      approvedNames: named(row.approvedSubProcessors, names),
      contacts: await openContacts(database(), { id: row.id, sealed, dataKeyId: account.dataKeyId }),
    })),
  );
}

/** One that the register never knew goes by its slug, at the end. */
function named(slugs: readonly string[], names: ReadonlyMap<string, string>): string[] {
  const known = [...names].flatMap(([slug, name]) => (slugs.includes(slug) ? [name] : []));
  return [...known, ...slugs.filter((slug) => !names.has(slug))];
}
