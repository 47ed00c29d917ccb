/** How far a notice is, in words and as bars: the page shows them, and its script asks for them again. */
import type { NoticeProgress } from "@/server/notices/desk/progress";
import type { Words } from "@/server/words/words";

export interface ProgressRow {
  readonly id: "accounts" | "messages" | "subscribers";
  readonly label: string;
  readonly text: string;
  readonly value: number;
  readonly max: number;
}

export interface ProgressShown {
  readonly rows: readonly ProgressRow[];
  /** Nothing more is to be expected: there is no need to ask again. */
  readonly done: boolean;
}

export function progressShown(progress: NoticeProgress, words: Words): ProgressShown {
  const { accounts, prepared, given, messages, subscribers, listed, done } = progress;
  const rows: readonly ProgressRow[] = [
    {
      ...{ id: "accounts", label: words("notices.progress.accounts"), value: given, max: accounts },
      text: words(prepared < accounts ? "notices.progress.writing" : "notices.progress.told", {
        ...{ given, accounts, prepared },
      }),
    },
    {
      ...{ id: "messages", label: words("notices.progress.messages"), ...settled(messages) },
      text: words("notices.progress.counts", messages),
    },
    {
      ...{ id: "subscribers", label: words("notices.progress.subscribers"), ...settled(subscribers) },
      text: listed ? words("notices.progress.counts", subscribers) : words("notices.progress.listing"),
    },
  ];
  // A bar of nothing is full, not a work of unknown length.
  return { done, rows: rows.map((row) => (row.max === 0 ? { ...row, value: 1, max: 1 } : row)) };
}

function settled({ queued, accepted, failed, bounced }: NoticeProgress["messages"]) {
  const value = accepted + failed + bounced;
  return { value, max: value + queued };
}
