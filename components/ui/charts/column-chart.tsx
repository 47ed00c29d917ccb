/** The course of one figure over a few periods, oldest first. As in `BarChart` only the columns are drawn. */

export interface ChartColumn {
  readonly label: string;
  /** Null: nothing is known of this period, which is told by `text` and is no zero. */
  readonly value: number | null;
  readonly text: string;
}

export function ColumnChart({
  description,
  columns,
  max,
  flag,
}: {
  description: string;
  columns: readonly ChartColumn[];
  /** The value of a whole column. */
  max: number;
  flag?: string;
}) {
  return (
    <div role="img" aria-label={description} className="max-w-xl break-inside-avoid">
      {flag === undefined ? null : <p className="mb-2 text-sm font-medium text-passed">{flag}</p>}
      <div className="flex items-end gap-2">
        {columns.map((column) => (
          <div key={column.label} className="min-w-0 max-w-20 flex-1 text-center text-sm">
            <p className="tabular-nums">{column.text}</p>
            <Column value={column.value} max={max} />
            <p className="mt-1 text-muted">{column.label}</p>
          </div>
        ))}
      </div>
    </div>
  );
}

const height = 100;
const width = 10;

function Column({ value, max }: { value: number | null; max: number }) {
  const tall = value === null || max <= 0 ? 0 : (Math.min(Math.max(value, 0), max) / max) * height;
  return (
    <svg
      className="mt-1 block h-16 w-full print:[print-color-adjust:exact]"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect y={height - tall} width={width} height={tall} fill="var(--accent)" />
      <line
        x1={0}
        x2={width}
        y1={height}
        y2={height}
        stroke="var(--line)"
        strokeWidth={2}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
