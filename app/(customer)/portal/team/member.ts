import { notFound } from "next/navigation";
import type { ContactViewer } from "@/server/access/permissions";
import { listTeam, type TeamMember } from "@/server/access/team/queries";

export interface MemberAddress {
  readonly params: Promise<{ readonly membershipId: string }>;
}

/** The colleague that an address names; another account's is as absent as none. */
export async function memberAt(viewer: ContactViewer, { params }: MemberAddress): Promise<TeamMember> {
  const { membershipId } = await params;
  const member = (await listTeam(viewer)).find((each) => each.membershipId === membershipId);
  return member ?? notFound();
}
