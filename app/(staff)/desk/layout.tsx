import type { Metadata } from "next";
import type { ReactNode } from "react";
import { currentWords } from "@/server/access/current-words";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const title = (await currentWords()).words("desk.title");
  return { title: { default: title, template: `%s · ${title}` }, robots: { index: false, follow: false } };
}

/** Each page frames itself with DeskFrame, because only a page knows its own address. */
export default function DeskLayout({ children }: { children: ReactNode }) {
  return children;
}
