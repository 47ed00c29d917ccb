import { z } from "zod";
import { emailAddress } from "@/server/accounts/email";
import { oneLine } from "@/server/platform/text-input";
import type { Words } from "@/server/words/words";

/** The form works without JavaScript, so it has this many rows from the start. */
export const contactRows = [1, 2, 3, 4, 5] as const;
type ContactRow = (typeof contactRows)[number];
export const contactNameField = (row: ContactRow) => `contactName${row}` as const;
export const contactEmailField = (row: ContactRow) => `contactEmail${row}` as const;

export interface NoticeContact {
  /** Empty for a mailbox of several people. */
  readonly name: string;
  readonly email: string;
}

const chosen = z.preprocess(
  (value) => (value === undefined || value === "" ? [] : typeof value === "string" ? [value] : value),
  z.array(z.string().max(200)).max(500),
);
const typed = z.string().max(2000).default("");

export const referenceText = (words: Words) => oneLine(words("orders.refused.reference"), 60, words);

/** One a line. */
export const servicesText = (words: Words) =>
  z
    .string()
    .default("")
    .transform((text) => [
      ...new Set(
        text
          .normalize("NFC")
          .split(/[\p{Cc}\u2028\u2029]+/u)
          .map((line) => line.trim()),
      ),
    ])
    .transform((lines) => lines.filter((line) => line !== ""))
    .pipe(z.array(z.string().max(120, words("orders.refused.service"))).max(50, words("orders.refused.service")));

const rows = {
  ...{ contactName1: typed, contactName2: typed, contactName3: typed, contactName4: typed, contactName5: typed },
  ...{ contactEmail1: typed, contactEmail2: typed, contactEmail3: typed, contactEmail4: typed, contactEmail5: typed },
};
type Rows = z.infer<z.ZodObject<typeof rows>>;

const terms = (words: Words) => ({
  reference: referenceText(words),
  regions: chosen,
  services: servicesText(words),
  restricted: z.preprocess((value) => value === "yes", z.boolean()),
  approvedSubProcessors: chosen,
});

/** A mailbox of several people has none. */
export const contactName = (words: Words) => {
  const given = oneLine(words("orders.refused.contactName"), 120, words);
  return z.string().transform((text, context) => {
    if (text.trim() === "") return "";
    const name = given.safeParse(text);
    if (name.success) return name.data;
    context.addIssue({ code: "custom", message: name.error.issues[0]?.message ?? "" });
    return z.NEVER;
  });
};

type Complain = (field: string, message: string) => void;

/** The rows that are filled in, in their order; a name without an address is told of at the address. */
function contactsOf(input: Rows, words: Words, complain: Complain): NoticeContact[] {
  const contacts: NoticeContact[] = [];
  for (const row of contactRows) {
    const [nameField, emailField] = [contactNameField(row), contactEmailField(row)];
    if (input[nameField].trim() === "" && input[emailField].trim() === "") continue;
    const name = contactName(words).safeParse(input[nameField]);
    const email = emailAddress(words).safeParse(input[emailField]);
    if (!name.success) complain(nameField, name.error.issues[0]?.message ?? "");
    if (!email.success) complain(emailField, email.error.issues[0]?.message ?? "");
    if (!name.success || !email.success) continue;
    if (contacts.some((each) => each.email === email.data)) complain(emailField, words("orders.refused.contactTwice"));
    contacts.push({ name: name.data, email: email.data });
  }
  return contacts;
}

const contacts = (words: Words) =>
  z.object(rows).transform((input, context) => ({
    contacts: contactsOf(input, words, (field, message) =>
      context.addIssue({ code: "custom", path: [field], message }),
    ),
  }));

interface Chosen {
  readonly regions: readonly string[];
  readonly restricted: boolean;
  readonly approvedSubProcessors: readonly string[];
}

const settled = <Input extends Chosen>(input: Input) => ({
  ...input,
  regions: [...new Set(input.regions)],
  // What is ticked without the restriction binds nobody, and must not come back with it later.
  approvedSubProcessors: input.restricted ? [...new Set(input.approvedSubProcessors)] : [],
});

// The contacts are read beside the rest, not after it: what is wrong in both is told at once.
export const newOrderFormInput = (words: Words) =>
  z
    .object({ accountId: z.uuid(), ...terms(words) })
    .and(contacts(words))
    .transform(settled);
export const changeOrderFormInput = (words: Words) =>
  z
    .object({ accountId: z.uuid(), orderFormId: z.uuid(), ...terms(words) })
    .and(contacts(words))
    .transform(settled);
export const EndOrderFormInput = z.object({ accountId: z.uuid(), orderFormId: z.uuid() });

/** What is kept of an order form. */
export interface OrderFormTerms {
  readonly reference: string;
  readonly regions: string[];
  readonly services: string[];
  readonly restricted: boolean;
  readonly approvedSubProcessors: string[];
  readonly contacts: readonly NoticeContact[];
}
