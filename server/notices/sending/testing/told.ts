import { expect } from "vitest";
import type { MailServer } from "@/server/mail/testing/mail-server";
import type { PooledTransport } from "@/server/mail/transport";
import { sendDue } from "@/server/notices/sending/send-due";
import { database } from "@/server/platform/database";

export interface Post {
  readonly mail: MailServer;
  readonly pool: PooledTransport;
  readonly publisher: string;
}

/** One round of sending. */
export const sendOnce = ({ pool, publisher }: Post) =>
  sendDue({
    ...{ database: database(), transport: pool.send, publisher },
    from: '"AlphaGen" <trust@alphagen.example>',
  });

/**
 * Published by three servers at once, and again, with everything sent.
 * @param written lines of the log, none of which may be an error
 * @returns who got a letter each time, sorted
 */
export async function toldBy(
  publish: () => Promise<unknown>,
  post: Post,
  written: readonly string[],
): Promise<string[]> {
  post.mail.letters.length = 0;
  await Promise.all([publish(), publish(), publish()]);
  await Promise.all([sendOnce(post), sendOnce(post)]);
  await publish();
  await sendOnce(post);
  expect(written.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  return post.mail.letters.flatMap(({ to }) => to).sort();
}
