"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";

const lookEvery = 3000;
const mostLooks = 40;

/** Looks again by itself until the sealed record is there; without JavaScript the link among the children does. */
export function RecordPending({ children }: { children: ReactNode }) {
  const router = useRouter();
  useEffect(() => {
    let looks = 0;
    const timer = setInterval(() => {
      looks += 1;
      if (looks >= mostLooks) clearInterval(timer);
      router.refresh();
    }, lookEvery);
    return () => clearInterval(timer);
  }, [router]);
  return children;
}
