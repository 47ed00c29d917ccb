"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useId } from "react";
import type { Locale } from "@/server/words/locale";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { ProgressBar } from "../ui/progress-bar";
import { VisuallyHidden } from "../ui/visually-hidden";
import { type CopyWords, copyWords } from "./copy-words";
import { isFinished, type ProgressWords, progressWords, readCopyProgress, startCopy } from "./download-progress";

const lookEvery = 1000;

/**
 * Asks for a copy. Without JavaScript the form's answer leads to the file; with it the page stays, the browser saves the
 * file, and the progress is told.
 */
export function DownloadForm({
  wanted,
  label,
  of,
  tone = "secondary",
  locale = "en",
}: {
  /** A document's id, or `pack` for everything. */
  wanted: string;
  label: string;
  /** Read after the label, where it is seen from the place: the document's title. */
  of?: ReactNode;
  tone?: "primary" | "secondary";
  locale?: Locale;
}) {
  const start = useMutation({
    mutationFn: (what: string) => startCopy(what, locale),
    onSuccess: ({ file }) => save(file),
  });
  const address = start.data?.progress;
  const progress = useQuery({
    queryKey: ["copy", address],
    enabled: address !== undefined,
    queryFn: () => readCopyProgress(address ?? "", locale),
    refetchInterval: ({ state }) =>
      state.status === "error" || (state.data && isFinished(state.data)) ? false : lookEvery,
  });
  const busy = start.isPending || (progress.data !== undefined && !isFinished(progress.data) && !progress.isError);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!busy) start.mutate(wanted);
  }
  return (
    <div className="grid content-start">
      <form method="post" action="/portal/pack/downloads" onSubmit={submit}>
        <input type="hidden" name="document" value={wanted} />
        <input type="hidden" name="locale" value={locale} />
        <Button type="submit" tone={busy ? "secondary" : tone} aria-disabled={busy || undefined}>
          {label}
          {of === undefined ? null : <VisuallyHidden> {of}</VisuallyHidden>}
        </Button>
      </form>
      <div role="status">
        {start.isError ? (
          <div className="mt-3">
            <Callout tone="danger" locale={locale}>
              {start.error.message}
            </Callout>
          </div>
        ) : null}
        {progress.isError ? <p className="mt-3">{progress.error.message}</p> : null}
      </div>
      {progress.data === undefined || progress.isError ? null : (
        <CopyProgress said={progressWords(progress.data, locale)} words={copyWords[locale]} />
      )}
    </div>
  );
}

function CopyProgress({ said, words }: { said: ProgressWords; words: CopyWords }) {
  const id = useId();
  const label = { "under-way": words.yours, sent: words.sent, failed: words.failed }[said.outcome];
  return (
    <div className="mt-3">
      <ProgressBar id={id} label={label} text={said.text} value={said.value} max={said.max} live />
    </div>
  );
}

/** As a download, so that a refusal leaves the page where it is. */
function save(file: string): void {
  const link = document.createElement("a");
  link.href = file;
  link.download = "";
  link.click();
}
