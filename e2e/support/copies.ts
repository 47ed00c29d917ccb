/** A document that every contact may read, and copies of it: what stands between two contacts is then the copy's own scope. */
import { randomUUID } from "node:crypto";
import { baseUrl } from "./addresses";
import { query, value } from "./database";

const title = "Open to every contact";

/** By the database alone, since nothing but its rows matters. @returns the document's id */
export async function openDocument(): Promise<string> {
  const [known] = await query<{ value: string }>(
    'SELECT id::text AS value FROM "Document" WHERE title = $1 AND "withdrawnAt" IS NULL',
    [title],
  );
  if (known !== undefined) return known.value;
  const id = randomUUID();
  await query(
    `INSERT INTO "Document" (id, publisher, slug, title, description, kind, class, unmarkable, source)
     SELECT $1::uuid, publisher, $1::uuid::text, $2, '', 'other', 'public', 'send-unmarked', 'uploaded' FROM "Document" LIMIT 1`,
    [id, title],
  );
  return id;
}

/** So that the other tests find the pack as it was. */
export async function withdrawOpenDocument(): Promise<void> {
  await query('UPDATE "Document" SET "withdrawnAt" = now() WHERE title = $1', [title]);
}

/** A document that opens with the agreement. @returns its id */
export const closedDocument = (): Promise<string> =>
  value(
    `SELECT id::text AS value FROM "Document" WHERE class = 'nda' AND "withdrawnAt" IS NULL ORDER BY "createdAt", id LIMIT 1`,
  );

/** As the upload's form sends it. */
export function newVersion(): FormData {
  const form = new FormData();
  form.set("file", new Blob(["Read by every contact."], { type: "text/plain" }), "open.txt");
  return form;
}

export const post = (address: string, cookie: string, body: FormData | URLSearchParams): Promise<Response> =>
  fetch(new URL(address, baseUrl), { method: "POST", redirect: "manual", headers: { cookie, origin: baseUrl }, body });

/** @returns the copy's address */
export async function startCopy(cookie: string, document: string): Promise<string> {
  const answer = await post("/portal/pack/downloads", cookie, new URLSearchParams({ document }));
  const address = answer.headers.get("location");
  if (answer.status !== 303 || address === null) throw new Error(`no copy was started: ${answer.status}`);
  return address;
}

/** A copy of the open document. @returns its address */
export async function copyFor(cookie: string, publisher: string): Promise<string> {
  const id = await openDocument();
  await post(`/desk/documents/${id}/versions`, publisher, newVersion());
  return startCopy(cookie, id);
}

/** Posts the form that has this field as a browser without scripts does. */
export async function postPageForm(page: string, cookie: string, field: string, typed: string): Promise<Response> {
  const html = await (await fetch(new URL(page, baseUrl), { headers: { cookie } })).text();
  const form = html.split("<form").find((each) => each.split("</form>")[0]?.includes(`name="${field}"`)) ?? "";
  const hidden = form.split("</form>")[0]?.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g) ?? [];
  const body = new FormData();
  for (const [, name = "", given = ""] of hidden) body.set(name, given.replaceAll("&quot;", '"'));
  body.set(field, typed);
  return post(page, cookie, body);
}
