/** The publisher's name, set in type, and which part of the house this is. It leads to that part's front page. */
export function Wordmark({ publisherName, area, href }: { publisherName: string; area: string; href: string }) {
  return (
    <a className="wordmark" href={href}>
      <span className="wordmark-name">{publisherName}</span> <span className="wordmark-area">{area}</span>
    </a>
  );
}
