"use client";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** What went wrong is in the server's log; nothing of it is shown. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <main className="shell-width">
      <EmptyState
        title="Something went wrong on our side"
        level={1}
        action={<Button onClick={reset}>Try again</Button>}
      >
        Nothing that was answered before is lost. Try again in a minute.
      </EmptyState>
    </main>
  );
}
