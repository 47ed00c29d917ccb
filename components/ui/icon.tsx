/**
 * Small marks that stand beside a word and are never read aloud. Each differs by shape, so that none depends on colour.
 */
export type IconName =
  | "tick"
  | "half"
  | "dashed"
  | "overdue"
  | "alert"
  | "info"
  | "cross"
  | "external"
  | "menu"
  | "chevron";

const strokes: Record<IconName, string> = {
  tick: "M8 1.25a6.75 6.75 0 1 1 0 13.5 6.75 6.75 0 0 1 0-13.5ZM5 8.2l2.1 2.1L11.1 6",
  half: "M8 1.25a6.75 6.75 0 1 1 0 13.5 6.75 6.75 0 0 1 0-13.5Z",
  dashed: "M8 1.25a6.75 6.75 0 1 1 0 13.5 6.75 6.75 0 0 1 0-13.5Z",
  overdue: "M8 1.25a6.75 6.75 0 1 1 0 13.5 6.75 6.75 0 0 1 0-13.5ZM8 4.2V8.3l2.7 1.8",
  alert: "M8 1.8 15 14.2H1L8 1.8ZM8 6.3v3.7M8 12v.3",
  info: "M8 1.25a6.75 6.75 0 1 1 0 13.5 6.75 6.75 0 0 1 0-13.5ZM8 7.3v4M8 4.7V5",
  cross: "m3.5 3.5 9 9m0-9-9 9",
  external: "M6 3H2.8v10.2H13V10M9 2.8h4.2V7M13 3 7.5 8.5",
  menu: "M2 4h12M2 8h12M2 12h12",
  chevron: "m4 6 4 4 4-4",
};

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeDasharray={name === "dashed" ? "2.4 2.9" : undefined}
      aria-hidden="true"
      focusable="false"
    >
      <path d={strokes[name]} />
      {name === "half" ? <path d="M8 4v8a4 4 0 0 0 0-8Z" fill="currentColor" stroke="none" /> : null}
    </svg>
  );
}
