import { trapField } from "@/server/access/form-token";
import type { Words } from "@/server/words/words";

/** What tells a form that a person fetched and filled from one that a program sends. @param id of the trap */
export function FormStamp({ id, token, words }: { id: string; token: string; words: Words }) {
  return (
    <>
      <input type="hidden" name="token" value={token} />
      {/* Not shown to anybody, so that no person is stopped by it. */}
      <div className="hidden">
        <label htmlFor={id}>{words("form.trapLabel")}</label>
        <input id={id} type="text" name={trapField} tabIndex={-1} autoComplete="off" />
      </div>
    </>
  );
}
