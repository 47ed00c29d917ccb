"use client";

import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { sendVersion } from "@/components/desk/documents/send-version";
import { fileProblem, progressInWords } from "@/components/desk/documents/upload-rules";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ErrorSummary } from "@/components/ui/forms/error-summary";
import { FileField } from "@/components/ui/forms/file-field";
import { FormStateProvider } from "@/components/ui/forms/form-context";
import { TextField } from "@/components/ui/forms/text-field";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { FormState } from "@/server/access/form-state";

type Upload =
  | { readonly stage: "open"; readonly state: FormState }
  | { readonly stage: "sending"; readonly sent: number; readonly total: number }
  | { readonly stage: "cancelled" };

/**
 * A new version of a document. Without JavaScript the browser posts the form by itself. The dates stand before the file,
 * because the server reads them before it takes the file in.
 */
export function UploadVersion({ documentId }: { documentId: string }) {
  const [upload, setUpload] = useState<Upload>({ stage: "open", state: { status: "idle" } });
  const stop = useRef<() => void>(() => {});
  useEffect(() => () => stop.current(), []);

  const address = `/desk/documents/${documentId}/versions`;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (upload.stage === "sending") return;
    const form = new FormData(event.currentTarget);
    const file = form.get("file");
    const problem = fileProblem(file instanceof File ? file : null);
    if (problem !== null) return setUpload({ stage: "open", state: refused(form, problem, "file") });
    setUpload({ stage: "sending", sent: 0, total: file instanceof File ? file.size : 1 });
    stop.current = sendVersion(address, form, {
      progress: (sent, total) => setUpload({ stage: "sending", sent, total }),
      settled: (outcome) => {
        if ("location" in outcome) window.location.assign(outcome.location);
        else setUpload({ stage: "open", state: refused(form, outcome.problem) });
      },
    });
  };
  const cancel = () => {
    stop.current();
    setUpload({ stage: "cancelled" });
  };

  return (
    <FormStateProvider id="upload" state={upload.stage === "open" ? upload.state : { status: "idle" }}>
      <form action={address} method="post" encType="multipart/form-data" noValidate className="form" onSubmit={submit}>
        <ErrorSummary />
        <VersionFields />
        {upload.stage === "sending" ? (
          <Sending upload={upload} onCancel={cancel} />
        ) : (
          <Button type="submit" tone="primary">
            Publish this version
          </Button>
        )}
        <div role="status">
          {upload.stage === "cancelled" ? (
            <Callout title="The upload was cancelled">Nothing of the file was kept.</Callout>
          ) : null}
        </div>
      </form>
    </FormStateProvider>
  );
}

function VersionFields() {
  return (
    <>
      <TextField
        name="validFrom"
        type="date"
        label="Valid from"
        hint="The first day, in UTC. Left empty, it is valid from now on."
        width="medium"
        required={false}
      />
      <TextField
        name="validUntil"
        type="date"
        label="Valid until"
        hint="The last day, in UTC. Left empty, it has no end."
        width="medium"
        required={false}
      />
      <FileField
        name="file"
        label="File"
        hint="A PDF of at most 50 MB and 5,000 pages that opens without a password, or any other file of at most 2 GB. Only a PDF can be marked."
      />
    </>
  );
}

function Sending({ upload, onCancel }: { upload: Extract<Upload, { stage: "sending" }>; onCancel: () => void }) {
  const { sent, total } = upload;
  const checking = sent >= total;
  return (
    <div className="space-y-4">
      <ProgressBar
        id="upload-progress"
        label="Upload"
        text={progressInWords(sent, total)}
        max={total}
        {...(checking ? {} : { value: sent })}
        live
      />
      <p className="field-hint">Stay on this page until it is done.</p>
      <Button onClick={onCancel}>Cancel the upload</Button>
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
