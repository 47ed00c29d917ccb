/** The demonstration's objection and draft, with files as their forms send them. */

import { post } from "./copies";
import { value } from "./database";

const idOf = (sql: string) => value(`SELECT id::text AS value FROM ${sql} LIMIT 1`);

/** Of the signed account. */
export const objection = () => idOf(`"Objection" ORDER BY "filedAt"`);
/** Of the privacy contact of the unsigned account. */
export const draft = () => idOf(`"ObjectionDraft" ORDER BY "updatedAt"`);

export function oneFile(): FormData {
  const form = new FormData();
  form.set("locale", "en");
  form.set("attachments", new Blob(["What we assessed."], { type: "text/plain" }), "vurdering.txt");
  return form;
}

/** @param cookie of a privacy contact of its account @returns the file's id */
export async function fileOfObjection(cookie: string): Promise<string> {
  await post(`/portal/objections/${await objection()}/files`, cookie, oneFile());
  return idOf(`"ObjectionFile" ORDER BY "createdAt"`);
}
