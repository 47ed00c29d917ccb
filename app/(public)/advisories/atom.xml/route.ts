import { answerAdvisoryFeed } from "@/server/advisories/feed-files";

export const dynamic = "force-dynamic";

export const GET = (request: Request) => answerAdvisoryFeed("atom", new URL(request.url).searchParams);
