import { markdownAnswer } from "@/server/site/page-files";

export const dynamic = "force-dynamic";

export const GET = () => markdownAnswer("toms");
