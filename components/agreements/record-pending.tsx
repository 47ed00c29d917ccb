"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const lookEvery = 3000;
const mostLooks = 40;

/** Looks again by itself until the sealed record is there; without JavaScript the link does. */
export function RecordPending() {
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
  return (
    <>
      Being prepared; it usually takes a few seconds. <a href="/portal/nda">Look again</a>
    </>
  );
}
