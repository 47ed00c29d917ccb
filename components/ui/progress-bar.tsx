/**
 * Progress of work, or of a window of time. `text` says it in words ("23 of 30 days", "4 of 6 sent") and is what counts;
 * `live` announces a changed text at the next pause. A bar without a `value` is work of unknown length.
 */
export function ProgressBar({
  id,
  label,
  text,
  value,
  max = 100,
  live = false,
}: {
  id: string;
  label: string;
  text: string;
  value?: number;
  max?: number;
  live?: boolean;
}) {
  return (
    <div className="progress-bar">
      <label htmlFor={id}>{label}</label>
      <progress id={id} max={max} value={value} aria-describedby={`${id}-text`} />
      <span id={`${id}-text`} className="progress-text" aria-live={live ? "polite" : undefined}>
        {text}
      </span>
    </div>
  );
}
