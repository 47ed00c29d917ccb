import type { ReactNode } from "react";
import { SectionHeading } from "@/components/ui/section-heading";
import { Table } from "@/components/ui/table";
import type { CurrentWords } from "@/server/access/current-words";
import { statedFields } from "@/server/subprocessors/register";

/** What the files hold, for whoever writes a program that reads them. */
export function RegisterFiles({ example, current }: { example: string; current: CurrentWords }) {
  const { locale, words } = current;
  const code = (text: ReactNode) => <code>{text}</code>;
  const fields = [
    { name: "id", meaning: words.rich("register.files.id", { example, code }) },
    ...(["name", ...statedFields] as const).map((field) => ({
      name: field,
      meaning: words(`register.columns.${field}`),
    })),
  ];
  return (
    <section className="prose">
      <SectionHeading level={2} id="files" locale={locale}>
        {words("register.files.title")}
      </SectionHeading>
      <p>
        {words.rich("register.files.text", {
          json: (text) => <a href="/subprocessors.json">{text}</a>,
          csv: (text) => <a href="/subprocessors.csv">{text}</a>,
        })}
      </p>
      <p>{words.rich("register.files.nulls", { code })}</p>
      <p>{words.rich("register.files.status", { code })}</p>
      <p>{words.rich("register.files.asOf", { code })}</p>
      <p>{words("register.files.csv")}</p>
      <details className="print-hidden">
        <summary>{words("register.files.caption")}</summary>
        <Table
          caption={words("register.files.caption")}
          captionHidden
          columns={[
            { header: words("register.files.field"), cell: (field) => <code>{field.name}</code> },
            { header: words("register.files.meaning"), cell: (field) => field.meaning },
          ]}
          rows={fields}
          rowKey={(field) => field.name}
          empty=""
        />
      </details>
    </section>
  );
}
