import { PortalFrame } from "@/components/accounts/portal-frame";
import { ComingTable } from "@/components/notices/notice-table";
import { OwnRegister } from "@/components/notices/own-register";
import { PageHeader } from "@/components/ui/page-header";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { listComing, listWithheld } from "@/server/notices/received/queries";
import { orderFormsOf } from "@/server/order-forms/queries";
import { now } from "@/server/platform/clock";
import { readRegister } from "@/server/subprocessors/queries";
import { pageTitle } from "../page-title";

export const generateMetadata = pageTitle("received.register.title");

export default async function OwnSubProcessorsPage() {
  const viewer = await requireContact("own-notice:read");
  const current = await currentWords();
  const { words, href } = current;
  const { name, publisher } = await currentPack();
  const at = now();
  const [coming, register, orderForms, withheld] = await Promise.all([
    listComing(viewer, name, at),
    readRegister(name, at),
    orderFormsOf(viewer),
    listWithheld(viewer, name, at),
  ]);
  return (
    <PortalFrame viewer={viewer} path="/portal/subprocessors">
      <PageHeader
        title={words("received.register.title")}
        lead={words("received.register.lead", { publisher: publisher.names.short, days: publisher.noticeDays })}
      />
      <section className="grid gap-4" aria-labelledby="coming">
        <h2 id="coming">{words("received.coming")}</h2>
        <ComingTable notices={coming} at={at} current={current} />
        <p>
          <a href={href("/portal/notices")}>{words("received.toNotices")}</a>
        </p>
      </section>
      <section className="grid gap-4" aria-labelledby="register">
        <h2 id="register">{words("received.register.now")}</h2>
        <OwnRegister entries={register.entries} orderForms={orderForms} withheld={withheld} at={at} current={current} />
        <p>
          <a href={href("/subprocessors")}>{words("received.register.public")}</a>
        </p>
      </section>
    </PortalFrame>
  );
}
