import { VisuallyHidden } from "../ui/visually-hidden";
import { currentHref, type NavigationGroup } from "./navigation-items";

/** One list of links, in groups where there are titles; the page that is open is marked and said. */
export function Navigation({
  label,
  groups,
  currentPath,
  className,
}: {
  label: string;
  groups: readonly NavigationGroup[];
  currentPath: string;
  className: string;
}) {
  const here = currentHref(
    groups.flatMap((group) => group.items),
    currentPath,
  );
  return (
    <nav className={className} aria-label={label}>
      {groups.map((group) => (
        <div key={group.title ?? group.items[0]?.href} className="nav-group">
          {group.title === undefined ? null : <p className="nav-title">{group.title}</p>}
          <ul>
            {group.items.map((item) => (
              <li key={item.href}>
                <a
                  href={item.href}
                  aria-current={here === item.href ? (currentPath === here ? "page" : "true") : undefined}
                >
                  {item.label}
                  {item.count ? (
                    <span className="nav-count">
                      {item.count}
                      {item.countOf === undefined ? null : <VisuallyHidden> {item.countOf}</VisuallyHidden>}
                    </span>
                  ) : null}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
