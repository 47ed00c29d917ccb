/** The one thing that a contact does next on the way to the security pack. Pure: every page says the same. */
import type { Standing } from "@/server/agreements/policy";
import type { Colleague } from "../accounts/people-to-ask";

export interface StepFacts {
  readonly standing: Standing;
  /** The publisher has published an agreement. */
  readonly published: boolean;
  /** The account signed before, but that signature does not count any more. */
  readonly outdated: boolean;
  readonly maySign: boolean;
  readonly mayDownload: boolean;
  readonly managesTeam: boolean;
  readonly publisherName: string;
  /** Where the publisher's programme is asked, if it states an address. */
  readonly publisherMail: string | null;
  /** Colleagues, the reader excluded. */
  readonly signatories: readonly Colleague[];
  readonly admins: readonly Colleague[];
}

export interface NextStep {
  readonly title: string;
  readonly text: string;
  /** Where it is done. */
  readonly link?: { readonly label: string; readonly href: string };
  /** Whom to write to. */
  readonly people: readonly Colleague[];
}

export function nextStep(facts: StepFacts): NextStep {
  if (facts.standing === "unsigned") return facts.published ? signing(facts) : unpublished(facts);
  if (facts.standing === "unacknowledged")
    return {
      title: "Acknowledge the agreement",
      text: "Your company has signed. Before you open the security pack, read the agreement once and confirm that you did.",
      link: { label: "Read and acknowledge", href: "/portal/nda#acknowledge" },
      people: [],
    };
  return facts.mayDownload ? opening : asking(facts);
}

function unpublished({ publisherName }: StepFacts): NextStep {
  return {
    title: "Nothing to do yet",
    text: `${publisherName} has not published an agreement yet. The security pack opens once there is one and your company has signed it.`,
    people: [],
  };
}

function signing(facts: StepFacts): NextStep {
  const { maySign, signatories, outdated } = facts;
  const since = outdated
    ? "There is a new version of the agreement, and your company’s earlier signature does not cover it. "
    : "";
  if (maySign)
    return {
      title: outdated ? "Read and sign the new version" : "Read and sign the agreement",
      text: `${since}You are a signatory of your company. One signature covers everybody there.`,
      link: { label: "Read the agreement", href: "/portal/nda" },
      people: [],
    };
  if (signatories.length > 0)
    return {
      title: "Ask your signatory to sign",
      text: `${since}The security pack opens when somebody who may bind your company has signed the agreement. At your company that is:`,
      people: signatories,
    };
  return { title: "Your company needs a signatory", ...naming(facts, since) };
}

/** Nobody may sign: an admin names a signatory, and where there is none the publisher does. */
function naming(facts: StepFacts, since: string): Pick<NextStep, "text" | "link" | "people"> {
  const nobody = `${since}Nobody at your company is named as its signatory yet.`;
  if (facts.managesTeam)
    return {
      text: `${nobody} As an admin you can give the role to somebody who may bind your company.`,
      link: { label: "Go to the team", href: "/portal/team" },
      people: [],
    };
  if (facts.admins.length > 0)
    return { text: `${nobody} An admin of your company can name one:`, people: facts.admins };
  return { text: `${nobody} ${askPublisher(facts)} to name one.`, people: [] };
}

const opening: NextStep = {
  title: "Open the security pack",
  text: "Your company has signed and you have read the agreement. You can download one document or the whole pack.",
  link: { label: "Open the security pack", href: "/portal/pack" },
  people: [],
};

function asking(facts: StepFacts): NextStep {
  const text = "You see the list of documents. To download them, a person needs the role reviewer or signatory.";
  const title = "Read what the security pack holds";
  const link = { label: "See the list", href: "/portal/pack" };
  if (facts.managesTeam)
    return { title, link, text: `${text} As an admin you can give it on the team page.`, people: [] };
  if (facts.admins.length > 0)
    return { title, link, text: `${text} An admin of your company can give it:`, people: facts.admins };
  return { title, link, text: `${text} ${askPublisher(facts)}.`, people: [] };
}

const askPublisher = ({ publisherName, publisherMail }: StepFacts) =>
  publisherMail === null ? `Ask ${publisherName}` : `Write to ${publisherName} at ${publisherMail}`;
