import { topicsInWords } from "@/components/notices/topic-fields";
import { publicMetadata } from "@/components/site/public-metadata";
import { TokenForm } from "@/components/site/token-form";
import { SummaryList } from "@/components/ui/summary-list";
import { currentWords } from "@/server/access/current-words";
import { subscriptionLinkLifetime } from "@/server/accounts/links";
import { confirmOwnAddress } from "@/server/notices/subscriptions/actions";
import { previewSubscription } from "@/server/notices/subscriptions/queries";
import { hours, now } from "@/server/platform/clock";

export const generateMetadata = async () => ({
  ...(await publicMetadata({ path: "/subscribe/confirm", title: (words) => words("subscriptions.confirm.title") })),
  robots: { index: false },
});

export default async function Page({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams;
  const { words, href } = await currentWords();
  const pending = typeof token === "string" ? await previewSubscription(token, now()) : null;
  return (
    <TokenForm
      path="/subscribe"
      title={words("subscriptions.confirm.title")}
      lead={words("subscriptions.confirm.lead")}
      token={typeof token === "string" ? token : undefined}
      action={confirmOwnAddress}
      button={words("subscriptions.confirm.button")}
      hours={subscriptionLinkLifetime / hours}
      again={{ href: href("/subscribe"), label: words("subscriptions.confirm.again") }}
    >
      {pending === null ? null : (
        <>
          <SummaryList
            rows={[
              { term: words("subscriptions.confirm.address"), detail: pending.email },
              { term: words("subscriptions.confirm.topics"), detail: topicsInWords(pending.topics, words) },
            ]}
          />
          <p className="my-6">{words("subscriptions.confirm.notYours")}</p>
        </>
      )}
    </TokenForm>
  );
}
