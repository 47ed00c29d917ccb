/** People: their address and name are kept encrypted; an address is found by its keyed index. */
import { z } from "zod";
import { decryptUnder, encryptUnder, newDataKey } from "@/server/keys/data-keys";
import { keyService } from "@/server/keys/keys";
import { bytes, type Transaction } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";

const Identity = z.object({ email: z.string(), name: z.string() });
export type Identity = z.infer<typeof Identity>;

export interface Person extends Identity {
  readonly id: string;
  readonly dataKeyId: string;
}

/** What is shown where a person's data was erased. */
export const erasedIdentity: Identity = { email: "erased", name: "Erased person" };

const contextOf = (id: string) => `person/${id}`;

export async function emailIndex(email: string): Promise<Uint8Array<ArrayBuffer>> {
  return bytes(await (await keyService()).lookupIndex("person-email", email));
}

/** @param email normalised by EmailAddress */
export async function findPerson(transaction: Transaction, email: string): Promise<Person | null> {
  const row = await transaction.person.findUnique({ where: { emailIndex: await emailIndex(email) } });
  return row === null ? null : openPerson(transaction, row);
}

export async function readPerson(transaction: Transaction, id: string): Promise<Person> {
  return openPerson(transaction, await transaction.person.findUniqueOrThrow({ where: { id } }));
}

export async function openPerson(
  transaction: Transaction,
  row: { id: string; dataKeyId: string; sealed: Uint8Array },
): Promise<Person> {
  const identity = await decryptUnder(transaction, row.dataKeyId, contextOf(row.id), row.sealed, Identity);
  return { id: row.id, dataKeyId: row.dataKeyId, ...(identity ?? erasedIdentity) };
}

/** Finds the person with this address or makes one. */
export async function ensurePerson(transaction: Transaction, identity: Identity): Promise<Person> {
  const known = await findPerson(transaction, identity.email);
  if (known !== null) return known;
  const id = newId();
  const dataKeyId = await newDataKey(transaction, "person");
  await transaction.person.create({
    data: {
      id,
      dataKeyId,
      emailIndex: await emailIndex(identity.email),
      sealed: await encryptUnder(transaction, dataKeyId, contextOf(id), {
        email: identity.email,
        name: identity.name,
      } satisfies Identity),
    },
  });
  return { id, dataKeyId, ...identity };
}

export async function renamePerson(transaction: Transaction, person: Person, name: string): Promise<void> {
  const sealed = await encryptUnder(transaction, person.dataKeyId, contextOf(person.id), {
    email: person.email,
    name,
  } satisfies Identity);
  await transaction.person.update({ where: { id: person.id }, data: { sealed } });
}
