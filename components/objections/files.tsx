import type { ReactNode } from "react";
import type { CurrentWords } from "@/server/access/current-words";
import type { FormState } from "@/server/access/form-state";
import { isFileProblem } from "@/server/objections/file-problems";
import { reportLimits } from "@/server/vulnerabilities/schema";
import { PostedForm } from "../site/posted-form";
import { FileField } from "../ui/forms/file-field";
import { SubmitButton } from "../ui/forms/submit-button";
import { type Column, Table } from "../ui/table";
import { sizeInWords } from "../vault/size-words";

const megabytes = reportLimits.fileBytes / 1024 / 1024;

/** Posts files to the server in front, which streams them away and comes back to this page. */
export function FilesForm({
  action,
  problem,
  current: { locale, words },
}: {
  action: string;
  /** As `?problem=` names it; an unknown word says nothing. */
  problem: string | undefined;
  current: CurrentWords;
}) {
  const told = problem !== undefined && isFileProblem(problem) ? problem : undefined;
  const message = told && words(`objections.file.problem.${told}`, { megabytes });
  const state: FormState =
    message === undefined
      ? { status: "idle" }
      : { status: "invalid", values: {}, errors: [{ field: "attachments", message }] };
  return (
    <PostedForm id="add" action={action} state={state} locale={locale} files>
      <input type="hidden" name="locale" value={locale} />
      <FileField
        name="attachments"
        label={words("objections.file.label")}
        hint={words("objections.file.hint", { megabytes })}
        multiple
      />
      <SubmitButton tone="secondary">{words("objections.file.add")}</SubmitButton>
    </PostedForm>
  );
}

interface ListedFile {
  readonly id: string;
  readonly name: string | null;
  readonly bytes: number;
}

/** @param nameOf the cell that names the file, with a link where it can be fetched */
export function FileTable<File extends ListedFile>({
  files,
  nameOf,
  more = [],
  current: { locale, words },
}: {
  files: readonly File[];
  nameOf: (file: File) => ReactNode;
  more?: readonly Column<File>[];
  current: CurrentWords;
}) {
  return (
    <Table
      caption={words("objections.file.caption")}
      captionHidden
      columns={[
        { header: words("objections.file.name"), cell: nameOf },
        { header: words("objections.file.size"), cell: ({ bytes }) => sizeInWords(bytes, locale) },
        ...more,
      ]}
      rows={files}
      rowKey={({ id }) => id}
      empty={words("objections.file.none")}
    />
  );
}

/** A file's name as it was given, in any script, or that it was erased. */
export function FileName({ name, current: { words } }: { name: string | null; current: CurrentWords }) {
  return <bdi className="wrap-anywhere">{name ?? words("objections.file.erased")}</bdi>;
}
