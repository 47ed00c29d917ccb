"use client";

import { shellWords } from "@/components/shell/shell-words";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** What went wrong is in the server's log; nothing of it is shown. The page's language is on `<html>`. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const norwegian = typeof document !== "undefined" && document.documentElement.lang === "nb";
  const { title, text, retry } = shellWords[norwegian ? "nb" : "en"].failed;
  return (
    <main className="shell-width">
      <EmptyState title={title} level={1} action={<Button onClick={reset}>{retry}</Button>}>
        {text}
      </EmptyState>
    </main>
  );
}
