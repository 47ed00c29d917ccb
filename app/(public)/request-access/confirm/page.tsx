import { publicMetadata } from "@/components/site/public-metadata";
import { TokenForm } from "@/components/site/token-form";
import { SummaryList } from "@/components/ui/summary-list";
import { currentWords } from "@/server/access/current-words";
import { confirmAccess } from "@/server/access/requests/actions";
import { previewRequest } from "@/server/access/requests/queries";
import { now } from "@/server/platform/clock";

export const generateMetadata = async () => ({
  ...(await publicMetadata({ path: "/request-access/confirm", title: (words) => words("access.confirm.title") })),
  robots: { index: false },
});

export default async function Page({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams;
  const { words, href } = await currentWords();
  const request = typeof token === "string" ? await previewRequest(token, now()) : null;
  return (
    <TokenForm
      path="/request-access"
      title={words("access.confirm.title")}
      lead={words("access.confirm.lead")}
      token={typeof token === "string" ? token : undefined}
      action={confirmAccess}
      button={words("access.confirm.button")}
      again={{ href: href("/request-access"), label: words("access.confirm.again") }}
    >
      {request === null ? null : (
        <>
          <SummaryList
            rows={[
              { term: words("access.confirm.name"), detail: request.name },
              { term: words("access.confirm.address"), detail: request.email },
              { term: words("access.confirm.company"), detail: request.company },
              {
                term: words("access.confirm.neededFor"),
                detail: request.reason === "" ? words("access.confirm.notSaid") : request.reason,
              },
            ]}
          />
          <p className="my-6">{words("access.confirm.notYours")}</p>
        </>
      )}
    </TokenForm>
  );
}
