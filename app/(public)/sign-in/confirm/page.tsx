import { publicMetadata } from "@/components/site/public-metadata";
import { TokenForm } from "@/components/site/token-form";
import { currentWords } from "@/server/access/current-words";
import { signIn } from "@/server/access/sign-in/actions";

export const generateMetadata = async () => ({
  ...(await publicMetadata({ path: "/sign-in/confirm", title: (words) => words("access.signIn.title") })),
  robots: { index: false },
});

export default async function Page({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams;
  const { words, href } = await currentWords();
  return (
    <TokenForm
      path="/sign-in"
      title={words("access.signIn.title")}
      lead={words("access.signIn.confirmLead")}
      token={typeof token === "string" ? token : undefined}
      action={signIn}
      button={words("access.signIn.title")}
      again={{ href: href("/sign-in"), label: words("access.signIn.again") }}
    />
  );
}
