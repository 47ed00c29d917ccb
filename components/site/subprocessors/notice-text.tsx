import type { CurrentWords } from "@/server/access/current-words";

/** A notice as it is mailed: plain text, its lines as they are. */
export function NoticeText({
  notice: { subject, text },
  current: { words },
}: {
  notice: { readonly subject: string; readonly text: string };
  current: CurrentWords;
}) {
  return (
    <div className="max-w-prose space-y-4 border-s-2 border-hairline ps-5 text-base" dir="auto">
      <p className="wrap-anywhere">
        <span className="text-muted">{words("changes.public.subject")}:</span>{" "}
        <strong className="font-semibold">{subject}</strong>
      </p>
      <p className="whitespace-pre-line wrap-anywhere">{text}</p>
    </div>
  );
}
