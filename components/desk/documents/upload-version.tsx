"use client";

import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { sendVersion } from "@/components/desk/documents/send-version";
import { fileProblem, progressInWords } from "@/components/desk/documents/upload-rules";
import { uploadWords } from "@/components/desk/documents/upload-words";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ErrorSummary } from "@/components/ui/forms/error-summary";
import { FileField } from "@/components/ui/forms/file-field";
import { FormStateProvider } from "@/components/ui/forms/form-context";
import { TextField } from "@/components/ui/forms/text-field";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { FormState } from "@/server/access/form-state";
import { type Locale, localHref } from "@/server/words/locale";

type Upload =
  | { readonly stage: "open"; readonly state: FormState }
  | { readonly stage: "sending"; readonly sent: number; readonly total: number }
  | { readonly stage: "cancelled" };

/**
 * A new version of a document. Without JavaScript the browser posts the form by itself. The language and the dates stand before the
 * file, because the server reads them before it takes the file in.
 */
export function UploadVersion({ documentId, locale = "en" }: { documentId: string; locale?: Locale }) {
  const words = uploadWords[locale];
  const [upload, setUpload] = useState<Upload>({ stage: "open", state: { status: "idle" } });
  const stop = useRef<() => void>(() => {});
  useEffect(() => () => stop.current(), []);

  const address = `/desk/documents/${documentId}/versions`;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (upload.stage === "sending") return;
    const form = new FormData(event.currentTarget);
    const file = form.get("file");
    const problem = fileProblem(file instanceof File ? file : null, locale);
    if (problem !== null) return setUpload({ stage: "open", state: refused(form, problem, "file") });
    setUpload({ stage: "sending", sent: 0, total: file instanceof File ? file.size : 1 });
    stop.current = sendVersion(address, form, locale, {
      progress: (sent, total) => setUpload({ stage: "sending", sent, total }),
      settled: (outcome) => {
        if ("location" in outcome) window.location.assign(localHref(locale, outcome.location));
        else setUpload({ stage: "open", state: refused(form, outcome.problem) });
      },
    });
  };
  const cancel = () => {
    stop.current();
    setUpload({ stage: "cancelled" });
  };

  return (
    <FormStateProvider id="upload" state={upload.stage === "open" ? upload.state : { status: "idle" }} locale={locale}>
      <form action={address} method="post" encType="multipart/form-data" noValidate className="form" onSubmit={submit}>
        <ErrorSummary />
        <input type="hidden" name="locale" value={locale} />
        <VersionFields locale={locale} />
        {upload.stage === "sending" ? (
          <Sending upload={upload} onCancel={cancel} locale={locale} />
        ) : (
          <Button type="submit" tone="primary">
            {words.publish}
          </Button>
        )}
        <div role="status">
          {upload.stage === "cancelled" ? (
            <Callout title={words.cancelledTitle} locale={locale}>
              {words.cancelled}
            </Callout>
          ) : null}
        </div>
      </form>
    </FormStateProvider>
  );
}

function VersionFields({ locale }: { locale: Locale }) {
  const words = uploadWords[locale];
  return (
    <>
      <TextField
        name="validFrom"
        type="date"
        label={words.validFrom}
        hint={words.validFromHint}
        width="medium"
        required={false}
      />
      <TextField
        name="validUntil"
        type="date"
        label={words.validUntil}
        hint={words.validUntilHint}
        width="medium"
        required={false}
      />
      <FileField name="file" label={words.file} hint={words.fileHint} />
    </>
  );
}

function Sending({
  upload,
  onCancel,
  locale,
}: {
  upload: Extract<Upload, { stage: "sending" }>;
  onCancel: () => void;
  locale: Locale;
}) {
  const words = uploadWords[locale];
  const { sent, total } = upload;
  const checking = sent >= total;
  return (
    <div className="space-y-4">
      <ProgressBar
        id="upload-progress"
        label={words.upload}
        text={progressInWords(sent, total, locale)}
        max={total}
        {...(checking ? {} : { value: sent })}
        live
      />
      <p className="field-hint">{words.stay}</p>
      <Button onClick={onCancel}>{words.cancel}</Button>
    </div>
  );
}

/** What was chosen and typed stays in the form. A problem of the `file` stands at its field as well. */
function refused(form: FormData, problem: string, field?: "file"): FormState {
  const values = Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
  if (field === undefined) return { status: "invalid", message: problem, errors: [], values };
  return { status: "invalid", errors: [{ field, message: problem }], values };
}
