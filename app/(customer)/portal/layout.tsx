import type { ReactNode } from "react";
import { QueryProvider } from "@/components/ui/query-provider";

export const dynamic = "force-dynamic";

/** Each page asks for its permission itself: a layout is not rendered anew for every page. */
export default function PortalLayout({ children }: { children: ReactNode }) {
  return <QueryProvider>{children}</QueryProvider>;
}
