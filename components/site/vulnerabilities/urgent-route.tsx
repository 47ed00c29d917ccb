import type { CurrentWords } from "@/server/access/current-words";

/**
 * Where to go with what cannot wait. The start page names the contact; where none is stated, it sends people to the form,
 * so that the form must not send them back.
 * @param stated the publisher states an address for incidents
 */
export function UrgentRoute({ stated, current: { words, href } }: { stated: boolean; current: CurrentWords }) {
  if (!stated) return <p>{words("vulnerability.urgentNoAddress")}</p>;
  return <p>{words.rich("vulnerability.urgent", { link: (text) => <a href={`${href("/")}#urgent`}>{text}</a> })}</p>;
}
