/** Views of one thing, each with its own address: links, not the tabs of a script. */
export function LinkTabs({
  label,
  tabs,
  current,
}: {
  label: string;
  tabs: readonly { readonly label: string; readonly href: string }[];
  /** The `href` of the view shown. */
  current: string;
}) {
  return (
    <nav className="link-tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <a href={tab.href} aria-current={tab.href === current ? "page" : undefined}>
              {tab.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
