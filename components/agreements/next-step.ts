/** The one thing that a contact does next on the way to the security pack. Pure: every page says the same. */
import type { Standing } from "@/server/agreements/policy";
import type { Words } from "@/server/words/words";
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

/** @param words of the page's language; the addresses in the answer are without it */
export function nextStep(facts: StepFacts, words: Words): NextStep {
  if (facts.standing === "unsigned") return facts.published ? signing(facts, words) : unpublished(facts, words);
  if (facts.standing === "unacknowledged")
    return {
      title: words("agreements.next.acknowledgeTitle"),
      text: words("agreements.next.acknowledge"),
      link: { label: words("agreements.next.acknowledgeLink"), href: "/portal/nda#acknowledge" },
      people: [],
    };
  return facts.mayDownload ? opening(words) : asking(facts, words);
}

function unpublished({ publisherName }: StepFacts, words: Words): NextStep {
  return {
    title: words("agreements.next.nothingTitle"),
    text: words("agreements.next.nothing", { publisher: publisherName }),
    people: [],
  };
}

function signing(facts: StepFacts, words: Words): NextStep {
  const { maySign, signatories, outdated } = facts;
  const since = outdated ? `${words("agreements.next.outdated")} ` : "";
  if (maySign)
    return {
      title: words(outdated ? "agreements.next.signNewTitle" : "agreements.next.signTitle"),
      text: `${since}${words("agreements.next.sign")}`,
      link: { label: words("agreements.next.signLink"), href: "/portal/nda" },
      people: [],
    };
  if (signatories.length > 0)
    return {
      title: words("agreements.next.askTitle"),
      text: `${since}${words("agreements.next.ask")}`,
      people: signatories,
    };
  return { title: words("agreements.next.needTitle"), ...naming(facts, since, words) };
}

/** Nobody may sign: an admin names a signatory, and where there is none the publisher does. */
function naming(facts: StepFacts, since: string, words: Words): Pick<NextStep, "text" | "link" | "people"> {
  const nobody = `${since}${words("agreements.next.nobody")}`;
  if (facts.managesTeam)
    return {
      text: `${nobody} ${words("agreements.next.giveRole")}`,
      link: { label: words("agreements.next.teamLink"), href: "/portal/team" },
      people: [],
    };
  if (facts.admins.length > 0)
    return { text: `${nobody} ${words("agreements.next.adminNames")}`, people: facts.admins };
  const { publisherName: publisher, publisherMail: mail } = facts;
  const asked =
    mail === null
      ? words("agreements.next.publisherNames", { publisher })
      : words("agreements.next.publisherNamesAt", { publisher, mail });
  return { text: `${nobody} ${asked}`, people: [] };
}

const opening = (words: Words): NextStep => ({
  title: words("agreements.next.openTitle"),
  text: words("agreements.next.open"),
  link: { label: words("agreements.next.openTitle"), href: "/portal/pack" },
  people: [],
});

function asking(facts: StepFacts, words: Words): NextStep {
  const { publisherName: publisher, publisherMail: mail } = facts;
  const text = words("agreements.next.list");
  const title = words("agreements.next.listTitle");
  const link = { label: words("agreements.next.listLink"), href: "/portal/pack" };
  if (facts.managesTeam) return { title, link, text: `${text} ${words("agreements.next.adminGives")}`, people: [] };
  if (facts.admins.length > 0)
    return { title, link, text: `${text} ${words("agreements.next.askAdmin")}`, people: facts.admins };
  const asked =
    mail === null
      ? words("agreements.next.askPublisher", { publisher })
      : words("agreements.next.askPublisherAt", { publisher, mail });
  return { title, link, text: `${text} ${asked}`, people: [] };
}
