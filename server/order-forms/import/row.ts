/** One row of the file, checked without the database. Every problem of it is told, each at its column. */
import { emailAddress } from "@/server/accounts/email";
import type { OrderFormChoices } from "@/server/order-forms/choices";
import type { ColumnName, Columns } from "@/server/order-forms/import/columns";
import type { FileRow } from "@/server/order-forms/import/csv";
import { cut, type ImportProblem, type ProblemKind } from "@/server/order-forms/import/problems";
import { problemsOf, type Terms } from "@/server/order-forms/rules";
import {
  contactName,
  contactRows,
  type NoticeContact,
  type OrderFormTerms,
  referenceText,
  servicesText,
} from "@/server/order-forms/schema";
import { wordsIn } from "@/server/words/words";

/** The schemas' own sentences are not told here: a file's problems have theirs, in the reader's language. */
const unsaid = wordsIn("en");
const schemas = {
  reference: referenceText(unsaid),
  services: servicesText(unsaid),
  name: contactName(unsaid),
  email: emailAddress(unsaid),
};

export class RowReader {
  readonly problems: ImportProblem[] = [];
  readonly #cells: ReadonlyMap<ColumnName, string>;

  constructor(
    readonly row: FileRow,
    columns: Columns,
  ) {
    const { places, width } = columns;
    // Cells that are too many or too few stand under the wrong headings: nothing more is said of such a row.
    const whole = row.cells.length === width;
    if (!whole) this.tell(null, "cells", { found: row.cells.length, wanted: width });
    this.#cells = new Map(
      whole ? [...places].map(([column, place]) => [column, (row.cells[place] ?? "").trim()] as const) : [],
    );
    for (const [column, text] of this.#cells)
      for (const part of [text, ...parts(text)])
        if (runsAsFormula(part)) {
          this.tell(column, "formula", { value: cut(part) });
          break;
        }
  }

  tell(column: ColumnName | null, kind: ProblemKind, values: ImportProblem["values"] = {}): void {
    this.problems.push({ line: this.row.line, column, kind, values });
  }

  /** What names the account; empty where the column is missing or the cell was told of. */
  account(): string {
    const text = this.#sound("account");
    if (text === "") this.tell("account", "accountMissing");
    return text ?? "";
  }

  /** Empty as above. */
  reference(): string {
    const text = this.#sound("reference");
    if (text === undefined) return "";
    const reference = schemas.reference.safeParse(text);
    if (!reference.success) this.tell("reference", "reference", { value: cut(text) });
    return reference.success ? reference.data : "";
  }

  /** @param kept what the order form says already: it may keep what the lists dropped since */
  terms(reference: string, choices: OrderFormChoices, kept?: Terms): OrderFormTerms {
    const regions = this.#list(
      "regions",
      choices.regions.map(({ name }) => ({ value: name, names: [name] })),
    );
    const approved = this.#list(
      "approved_sub_processors",
      choices.subProcessors.map(({ slug, name }) => ({ value: slug, names: [slug, name] })),
    );
    const terms = {
      reference,
      regions,
      services: this.#services(),
      restricted: approved.length > 0,
      approvedSubProcessors: approved,
      contacts: this.#contacts(),
    };
    this.#checkNames(terms, choices, kept);
    return terms;
  }

  #checkNames(terms: Terms, choices: OrderFormChoices, kept: Terms | undefined): void {
    const offered = choices.regions.map(({ name }) => name);
    const slugs = choices.subProcessors.map(({ slug }) => slug);
    for (const { kind, names } of problemsOf(terms, { regions: offered, subProcessors: slugs }, kept)) {
      const values = { value: cut(names.join("; ")) };
      if (kind === "regionMissing" && this.#sound("regions") !== undefined)
        this.tell("regions", "regionMissing", { offered: offered.join("; ") });
      if (kind === "regionUnknown" && offered.length === 0) this.tell("regions", "regionsNone", values);
      else if (kind === "regionUnknown") this.tell("regions", "region", { ...values, offered: offered.join("; ") });
      if (kind === "subProcessorUnknown")
        this.tell("approved_sub_processors", "subProcessor", { ...values, known: slugs.join("; ") });
    }
  }

  /** Undefined where the column is missing or its cell was told of already. */
  #sound(column: ColumnName): string | undefined {
    if (this.problems.some((problem) => problem.column === column)) return undefined;
    return this.#cells.get(column);
  }

  /** A name in other letters than the list's is written as the list writes it. */
  #list(column: ColumnName, known: readonly { value: string; names: readonly string[] }[]): string[] {
    const written = (part: string) =>
      known.find(({ names }) => names.some((name) => name.toLowerCase() === part.toLowerCase()))?.value ?? part;
    return [...new Set(parts(this.#sound(column) ?? "").map(written))];
  }

  #services(): string[] {
    const services = schemas.services.safeParse(parts(this.#sound("services") ?? "").join("\n"));
    if (!services.success) this.tell("services", "services");
    return services.success ? services.data : [];
  }

  #contacts(): NoticeContact[] {
    const given = parts(this.#sound("notice_contacts") ?? "");
    const contacts: NoticeContact[] = [];
    for (const part of given) {
      const { name, email } = this.#contact(part);
      if (contacts.some((each) => each.email === email)) this.tell("notice_contacts", "addressTwice", { value: email });
      else contacts.push({ name, email });
    }
    if (given.length > contactRows.length)
      this.tell("notice_contacts", "contactsTooMany", { found: given.length, most: contactRows.length });
    return contacts;
  }

  /** `name@company.com` or `Name <name@company.com>`. */
  #contact(part: string): NoticeContact {
    const named = /^([^<>]*)<([^<>]*)>$/.exec(part);
    const name = schemas.name.safeParse(named?.[1]?.replace(/^\s*"|"\s*$/g, "") ?? "");
    const email = schemas.email.safeParse(named?.[2] ?? part);
    if (!name.success) this.tell("notice_contacts", "contactName", { value: cut(part) });
    if (!email.success) this.tell("notice_contacts", "address", { value: cut(part) });
    return { name: name.data ?? "", email: email.data ?? part };
  }
}

/** Several values in one cell: separated by a semicolon, a bar or a line break. */
const parts = (text: string): string[] =>
  text
    .split(/[;|\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** What a spreadsheet would compute instead of showing it; its full-width signs count as well (OWASP, "CSV Injection"). */
const runsAsFormula = (text: string): boolean => /^[=+\-@＝＋－＠]/u.test(text);
