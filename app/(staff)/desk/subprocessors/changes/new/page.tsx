import { ChangeForm } from "@/components/desk/changes/change-form";
import { type ChangeChoice, ChooseChange } from "@/components/desk/changes/choose-change";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { type CurrentWords, currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { hasTarget } from "@/server/subprocessors/changes/lifecycle";
import { NewChangeQuery } from "@/server/subprocessors/changes/schema";
import { readRegister } from "@/server/subprocessors/queries";
import type { RegisterEntry } from "@/server/subprocessors/register";
import { DeskFrame } from "../../../desk-frame";
import type { SearchParameter } from "../../../desk-parameters";
import { pageTitle } from "../../../page-title";

export const generateMetadata = pageTitle("changes.desk.new.title");

const path = "/desk/subprocessors/changes/new";

export default async function NewChangePage({ searchParams }: SearchParameter) {
  const viewer = await requireViewer("change:propose");
  const current = await currentWords();
  const { locale, words, href } = current;
  const asked = NewChangeQuery.parse(await searchParams);
  const { entries } = await readRegister((await currentPack()).name, now());
  const form = asked.kind === null ? null : formOf({ ...asked, kind: asked.kind }, entries, current);
  return (
    <DeskFrame viewer={viewer} path={path}>
      <div className="space-y-4">
        <Breadcrumbs
          trail={[{ label: words("changes.desk.title"), href: href("/desk/subprocessors") }]}
          locale={locale}
        />
        <PageHeader
          title={form?.title ?? words("changes.desk.new.title")}
          lead={words(form === null ? "changes.desk.new.lead" : "changes.desk.new.formLead")}
        />
      </div>
      {form === null ? (
        <ChooseChange asked={asked} entries={entries} current={current} />
      ) : (
        <>
          <ChangeForm proposed={form.proposed} current={current} />
          <p>
            <a href={href(path)}>{words("changes.desk.new.again")}</a>
          </p>
        </>
      )}
    </DeskFrame>
  );
}

/** Null where one of the register is wanted and none of it was chosen. */
function formOf(
  { kind, of }: ChangeChoice & { readonly kind: NonNullable<ChangeChoice["kind"]> },
  entries: readonly RegisterEntry[],
  { words }: CurrentWords,
) {
  if (!hasTarget(kind)) return { title: words("changes.kind.addition"), proposed: { kind, of: null, entry: null } };
  const target = entries.find(({ id }) => id === of);
  if (target === undefined) return null;
  const title =
    kind === "replacement"
      ? words("changes.desk.new.replacing", { name: target.name })
      : words(`changes.headline.${kind}`, { name: target.name, replaced: "" });
  return { title, proposed: { kind, of: target.id, entry: kind === "amendment" ? target : null } };
}
