import { Compliance } from "@/components/site/compliance/compliance";
import { publicMetadata } from "@/components/site/public-metadata";
import { PublicPage } from "@/components/site/public-page";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";

export async function generateMetadata() {
  const { publisher } = await currentPack();
  return publicMetadata({
    path: "/compliance",
    title: (words) => words("compliance.title"),
    description: (words) => words("compliance.description", { name: publisher.names.short }),
  });
}

export default async function Page() {
  return (
    <PublicPage path="/compliance">
      <Compliance pack={await currentPack()} at={now()} current={await currentWords()} />
    </PublicPage>
  );
}
