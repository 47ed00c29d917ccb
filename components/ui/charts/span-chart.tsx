/**
 * What lasted from when to when, a track each, against one time. As in `BarChart` only the bars are drawn; labels are text
 * of the page. A table with the same facts stands beside it, so the whole is one picture to a screen reader.
 */

export interface ChartSpan {
  /** Of the whole time, from 0 to 1. */
  readonly start: number;
  readonly end: number;
  /** Drawn as an outline: it has not begun. */
  readonly open: boolean;
}

export interface SpanTrack {
  readonly label: string;
  readonly spans: readonly ChartSpan[];
}

export function SpanChart({
  description,
  tracks,
  mark,
  ends,
}: {
  description: string;
  tracks: readonly SpanTrack[];
  /** A line across every track, from 0 to 1, with its word. */
  mark: { readonly at: number; readonly text: string };
  /** What the time begins and ends with, in words. */
  ends: readonly [string, string];
}) {
  return (
    <div role="img" aria-label={description} className="max-w-3xl space-y-3">
      {tracks.map(({ label, spans }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two tracks may have the same label, and their order is fixed
        <div key={index} className="break-inside-avoid text-sm">
          <p className="wrap-anywhere" dir="auto">
            {label}
          </p>
          <Track spans={spans} mark={mark.at} />
        </div>
      ))}
      <div className="relative flex justify-between gap-4 border-t border-hairline pt-1 text-sm text-muted">
        <span>{ends[0]}</span>
        <MarkWord {...mark} />
        <span>{ends[1]}</span>
      </div>
    </div>
  );
}

/** Under its line, where there is room between the ends. */
function MarkWord({ at, text }: { at: number; text: string }) {
  if (at < 0.25 || at > 0.75) return null;
  return (
    <span className="absolute -translate-x-1/2" style={{ insetInlineStart: `${(at * 100).toFixed(2)}%` }}>
      {text}
    </span>
  );
}

/** Units of the drawing: a thousand along the track, whatever width the page gives it. */
const along = 1000;
const height = 14;
/** So that two bars that meet are seen to be two. */
const gap = 4;

function Track({ spans, mark }: { spans: readonly ChartSpan[]; mark: number }) {
  const x = mark * along;
  return (
    <svg
      className="mt-1 block h-3.5 w-full print:[print-color-adjust:exact]"
      viewBox={`0 0 ${along} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect width={along} height={height} fill="var(--surface)" />
      {spans.map(({ start, end, open }) => (
        <rect
          key={start}
          x={start * along}
          y={2}
          width={Math.max(gap, (end - start) * along - gap)}
          height={height - 4}
          fill={open ? "var(--paper)" : "var(--accent)"}
          stroke="var(--accent)"
          strokeWidth={2}
          strokeDasharray={open ? "5 3" : undefined}
          vectorEffect="non-scaling-stroke"
        />
      ))}
      <line x1={x} x2={x} y1={0} y2={height} stroke="var(--paper)" strokeWidth={6} vectorEffect="non-scaling-stroke" />
      <line x1={x} x2={x} y1={0} y2={height} stroke="var(--ink)" strokeWidth={2} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
