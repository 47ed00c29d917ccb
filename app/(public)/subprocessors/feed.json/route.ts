import { answerChangeFeed } from "@/server/subprocessors/changes/feed-files";

export const dynamic = "force-dynamic";

export const GET = () => answerChangeFeed("json");
