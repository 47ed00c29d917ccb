"use client";

import { useQuery } from "@tanstack/react-query";
import { ProgressBar } from "@/components/ui/progress-bar";
import { QueryProvider } from "@/components/ui/query-provider";
import type { ProgressShown } from "@/server/notices/desk/progress-rows";
import type { Locale } from "@/server/words/locale";
import { readProgress } from "./read-progress";

const lookEvery = 3000;

interface Progress {
  readonly noticeId: string;
  /** As it was when the page was made: what stands there without JavaScript. */
  readonly shown: ProgressShown;
  readonly locale: Locale;
}

/** Moves by itself until nothing is left to send. The work goes on without the page, which may be left and come back to. */
export function NoticeProgress(progress: Progress) {
  return (
    <QueryProvider>
      <Bars {...progress} />
    </QueryProvider>
  );
}

function Bars({ noticeId, shown, locale }: Progress) {
  const { data } = useQuery({
    queryKey: ["notice", noticeId, locale],
    queryFn: () => readProgress(noticeId, locale),
    initialData: shown,
    refetchInterval: ({ state }) => (state.data?.done ? false : lookEvery),
  });
  return (
    <div className="grid max-w-[36em] gap-5">
      {data.rows.map(({ id, ...row }) => (
        <ProgressBar key={id} id={`progress-${id}`} {...row} live />
      ))}
    </div>
  );
}
