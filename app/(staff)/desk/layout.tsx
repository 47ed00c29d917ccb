import type { Metadata } from "next";
import type { ReactNode } from "react";

export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: { default: "Staff desk", template: "%s · Staff desk" },
  robots: { index: false, follow: false },
};

/** Each page frames itself with DeskFrame, because only a page knows its own address. */
export default function DeskLayout({ children }: { children: ReactNode }) {
  return children;
}
