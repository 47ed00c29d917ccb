import { attentionItems } from "@/components/desk/attention";
import { AttentionList } from "@/components/desk/attention-list";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { countWaiting } from "@/server/access/requests/queries";
import { countUnshown } from "@/server/advisories/access/desk-queries";
import { countRunningClocks } from "@/server/assurance/incidents/lists";
import { currentPack } from "@/server/content/current-pack";
import { listWork } from "@/server/notices/desk/worklist";
import { countObjections } from "@/server/objections/handling/queries";
import { now } from "@/server/platform/clock";
import { countToApprove } from "@/server/subprocessors/changes/desk-queries";
import { differencesFor } from "@/server/subprocessors/desk-queries";
import { countDamaged } from "@/server/vault/desk-queries";
import { countReceived } from "@/server/vulnerabilities/queries";
import { DeskFrame } from "./desk-frame";

export default async function DeskPage() {
  const viewer = await requireViewer("desk:enter");
  const current = await currentWords();
  const { words } = current;
  const pack = await currentPack();
  const at = now();
  const [waiting, received, toApprove, work, objections, unshown, damaged, differences, clocks] = await Promise.all([
    countWaiting(viewer),
    countReceived(viewer, pack.name),
    countToApprove(viewer, pack.name),
    listWork(viewer, pack.name),
    countObjections(viewer, pack.name),
    countUnshown(viewer, pack, at),
    countDamaged(viewer, pack.name),
    differencesFor(viewer, pack, at),
    countRunningClocks(viewer, pack.name, at),
  ]);
  return (
    <DeskFrame viewer={viewer} path="/desk">
      <PageHeader title={words("desk.nav.overview")} lead={words("desk.overview.lead")} />
      <AttentionList
        items={attentionItems({
          ...{ viewer, pack, waiting, received, toApprove, unsettled: work.length, objections, damaged, differences },
          ...{ unshown, clocks, at, current },
        })}
        words={words}
      />
    </DeskFrame>
  );
}
