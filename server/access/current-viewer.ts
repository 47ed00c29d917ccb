/** The viewer of the page being rendered or the action being run, once a request. */

import { notFound, redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { z } from "zod";
import { currentWords } from "@/server/access/current-words";
import { type ContactViewer, isContact, may, type Permission } from "@/server/access/permissions";
import { loadViewer, type Viewer } from "@/server/access/viewer";
import { authOptions } from "@/server/accounts/sessions";

const SignedIn = z.object({ user: z.object({ id: z.string(), sessionId: z.string(), authenticatedAt: z.date() }) });

export const currentViewer = cache(async (): Promise<Viewer | null> => {
  const session = SignedIn.safeParse(await getServerSession(authOptions()));
  if (!session.success) return null;
  const { id, sessionId, authenticatedAt } = session.data.user;
  return loadViewer({ personId: id, sessionId, authenticatedAt });
});

/** Signed out goes to sign-in; without the right, the page does not exist. */
export async function requireViewer(permission: Permission): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer === null) redirect((await currentWords()).href("/sign-in"));
  if (!may(viewer, permission)) notFound();
  return viewer;
}

export async function requireContact(permission: Permission): Promise<ContactViewer> {
  const viewer = await requireViewer(permission);
  if (!isContact(viewer)) notFound();
  return viewer;
}
