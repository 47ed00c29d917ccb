/**
 * Lengths side by side. Labels and values are text of the page, so they wrap and keep their size on a phone and on paper;
 * only the bars are drawn. A table with the same figures stands beside every chart, so the whole is one picture to a screen
 * reader, told by `description`.
 */

export interface Bar {
  readonly label: string;
  /** Of the label, where it differs from the page's. */
  readonly labelLang?: string;
  readonly value: number;
  /** The value as it is read: "9 hours". */
  readonly text: string;
}

export interface BarGroup {
  /** Null where the bars need no heading. */
  readonly label: string | null;
  readonly labelLang?: string;
  readonly bars: readonly Bar[];
  /** The value of a whole track. */
  readonly max: number;
  /** A line across each bar of the group, as a target. */
  readonly mark?: { readonly value: number; readonly text: string };
}

export function BarChart({
  description,
  groups,
  flag,
}: {
  description: string;
  groups: readonly BarGroup[];
  /** A word that must not be lost where the picture is copied alone. */
  flag?: string;
}) {
  return (
    <div role="img" aria-label={description} className="max-w-xl space-y-5">
      {flag === undefined ? null : <p className="text-sm font-medium text-passed">{flag}</p>}
      {groups.map((group, index) => (
        <Group key={group.label ?? index} group={group} />
      ))}
    </div>
  );
}

function Group({ group: { label, labelLang, bars, max, mark } }: { group: BarGroup }) {
  return (
    <div className="break-inside-avoid space-y-2">
      {label === null ? null : (
        <p className="flex flex-wrap justify-between gap-x-4 text-sm">
          <span className="font-medium" lang={labelLang}>
            {label}
          </span>
          {mark === undefined ? null : <span className="text-muted">{mark.text}</span>}
        </p>
      )}
      {bars.map((bar) => (
        <div key={bar.label} className="text-sm">
          <p className="flex flex-wrap justify-between gap-x-4">
            <span lang={bar.labelLang}>{bar.label}</span>
            <span className="tabular-nums">{bar.text}</span>
          </p>
          <Track value={bar.value} max={max} mark={mark?.value} />
        </div>
      ))}
    </div>
  );
}

/** Units of the drawing: a hundred along the track, whatever width the page gives it. */
const along = 100;
const height = 10;

function Track({ value, max, mark }: { value: number; max: number; mark: number | undefined }) {
  const at = (amount: number) => (max <= 0 ? 0 : (Math.min(Math.max(amount, 0), max) / max) * along);
  return (
    <svg
      className="mt-1 block h-2 w-full print:[print-color-adjust:exact]"
      viewBox={`0 0 ${along} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect width={along} height={height} fill="var(--hairline)" />
      <rect width={at(value)} height={height} fill="var(--accent)" />
      {mark === undefined ? null : (
        <>
          {/* An edge of paper, so that the line shows also where the bar runs past it. */}
          <Mark x={at(mark)} colour="var(--paper)" width={9} />
          <Mark x={at(mark)} colour="var(--ink)" width={3} />
        </>
      )}
    </svg>
  );
}

/** @param width in pixels of the page */
function Mark({ x, colour, width }: { x: number; colour: string; width: number }) {
  return (
    <line x1={x} x2={x} y1={0} y2={height} stroke={colour} strokeWidth={width} vectorEffect="non-scaling-stroke" />
  );
}
