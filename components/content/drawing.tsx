import type { ReactNode } from "react";
import type { Lettering } from "./drawn-text";

/** A drawing is made for the room there is: beside the contents and on paper, or on a phone. */
export type Format = "wide" | "narrow";

interface Measures {
  /** Units across. */
  readonly width: number;
  readonly title: Lettering;
  readonly text: Lettering;
}

export const measures: Record<Format, Measures> = {
  wide: { width: 720, title: { size: 15, lineHeight: 20 }, text: { size: 14, lineHeight: 19 } },
  narrow: { width: 340, title: { size: 14, lineHeight: 19 }, text: { size: 13, lineHeight: 18 } },
};

/**
 * One picture for whoever sees it, and one name and description for whoever does not. Inert: its letters are strokes of
 * the picture, to be neither read out nor found one by one, and nobody's tool takes them for text on the page's own ground.
 */
export function Drawing({
  format,
  height,
  title,
  summary,
  children,
}: {
  format: Format;
  height: number;
  title: string;
  summary: string;
  children: ReactNode;
}) {
  return (
    <div
      className={`drawing drawing-${format}`}
      role="img"
      aria-label={`${title}. ${summary} The same follows as a table.`}
    >
      <div inert>
        <svg viewBox={`0 0 ${measures[format].width} ${height}`} aria-hidden="true">
          {children}
        </svg>
      </div>
    </div>
  );
}
