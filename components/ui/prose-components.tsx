import type { ComponentProps } from "react";
import { ProseTable } from "./prose-table";
import { SectionHeading } from "./section-heading";

/** What Markdown's own elements become in a `.prose`: give it to the renderer beside a document's own components. */
export const proseComponents = {
  h2: ({ id, children }: ComponentProps<"h2">) => (
    <SectionHeading level={2} id={id}>
      {children}
    </SectionHeading>
  ),
  h3: ({ id, children }: ComponentProps<"h3">) => (
    <SectionHeading level={3} id={id}>
      {children}
    </SectionHeading>
  ),
  h4: ({ id, children }: ComponentProps<"h4">) => (
    <SectionHeading level={4} id={id}>
      {children}
    </SectionHeading>
  ),
  table: ProseTable,
};
