import type { ReactNode } from "react";
import { TimeText } from "@/components/ui/time-text";
import type { ReportMessage } from "@/server/vulnerabilities/queries";
import type { Locale } from "@/server/words/locale";

/** What was written to and fro, oldest first. */
export function ReportMessages({
  messages,
  author,
  erased,
  locale,
}: {
  messages: readonly ReportMessage[];
  author: (from: ReportMessage["from"]) => ReactNode;
  /** In place of a text that is gone. */
  erased: string;
  locale: Locale;
}) {
  return (
    <ol className="divide-y divide-hairline border-y border-hairline">
      {messages.map((message) => (
        <li key={message.id} className="space-y-1 py-4">
          <p className="text-sm text-muted">
            {author(message.from)}, <TimeText value={message.at} short locale={locale} />
          </p>
          <p className="whitespace-pre-line wrap-anywhere">{message.text ?? erased}</p>
        </li>
      ))}
    </ol>
  );
}
