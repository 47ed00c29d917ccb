import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

/** One question that narrows the list below. It asks by GET, so that the answer has an address. */
export function FilterForm({
  action,
  label,
  submit,
  children,
}: {
  action: string;
  label: string;
  submit: string;
  /** The control, with the id `filter` and the class `field-input`. */
  children: ReactNode;
}) {
  return (
    <search>
      <form method="get" action={action} className="flex flex-wrap items-end gap-3">
        <div className="field min-w-0 flex-[0_1_22rem]">
          <label className="field-label" htmlFor="filter">
            {label}
          </label>
          {children}
        </div>
        <Button type="submit">{submit}</Button>
      </form>
    </search>
  );
}
