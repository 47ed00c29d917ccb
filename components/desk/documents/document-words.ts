import type { DocumentClass, UnmarkablePolicy } from "@/server/platform/generated/prisma/enums";
import type { Words } from "@/server/words/words";

const classes: readonly DocumentClass[] = ["nda", "named_accounts", "public"];
const policies: readonly UnmarkablePolicy[] = ["refuse", "send_unmarked"];

export const classOptions = (words: Words) =>
  classes.map((value) => ({
    value,
    label: words(`desk.documents.class.${value}`),
    hint: words(`desk.documents.classHint.${value}`),
  }));

export const unmarkableOptions = (words: Words) =>
  policies.map((value) => ({
    value,
    label: words(`desk.documents.unmarkable.${value}`),
    hint: words(`desk.documents.unmarkableHint.${value}`),
  }));
