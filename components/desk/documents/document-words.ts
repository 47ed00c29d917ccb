import type { DocumentClass, UnmarkablePolicy } from "@/server/platform/generated/prisma/enums";
import { documentClassLabels } from "@/server/vault/policy";

export const unmarkableLabels: Record<UnmarkablePolicy, string> = {
  refuse: "Refuse: such a file is not sent",
  send_unmarked: "Send it unmarked",
};

const classHints: Record<DocumentClass, string> = {
  public: "Contacts of every account, signed or not.",
  nda: "Contacts of accounts that signed, once they have acknowledged it.",
  named_accounts: "As above, and only the accounts that you name on the document’s page.",
};

const classes: readonly DocumentClass[] = ["nda", "named_accounts", "public"];

export const classOptions = classes.map((value) => ({
  value,
  label: documentClassLabels[value],
  hint: classHints[value],
}));

export const unmarkableOptions = [
  {
    value: "refuse",
    label: unmarkableLabels.refuse,
    hint: "The safe choice: no copy leaves without its recipient’s name.",
  },
  {
    value: "send_unmarked",
    label: unmarkableLabels.send_unmarked,
    hint: "The download is recorded all the same, but a copy that turns up cannot be traced.",
  },
];
