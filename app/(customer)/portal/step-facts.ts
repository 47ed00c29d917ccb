/** Gathers what decides a contact's next step. */
import type { StepFacts } from "@/components/agreements/next-step";
import { type ContactViewer, may } from "@/server/access/permissions";
import type { TeamMember } from "@/server/access/team/queries";
import type { AgreementStanding } from "@/server/agreements/standing";
import type { Publisher } from "@/server/content/publisher-schema";

export function stepFacts(
  viewer: ContactViewer,
  { names, contacts }: Publisher,
  agreement: AgreementStanding,
  team: readonly TeamMember[],
  /** Whether the account has signed anything at any time. */
  signedBefore: boolean,
): StepFacts {
  const colleagues = team.filter(({ self }) => !self);
  return {
    standing: agreement.standing,
    published: agreement.current !== null,
    outdated: agreement.signature === null && signedBefore,
    maySign: may(viewer, "agreement:sign"),
    mayDownload: may(viewer, "document:download"),
    managesTeam: may(viewer, "team:manage"),
    publisherName: names.short,
    publisherMail: contacts.trust,
    signatories: colleagues.filter(({ roles }) => roles.includes("signatory")),
    admins: colleagues.filter(({ roles }) => roles.includes("admin")),
  };
}
