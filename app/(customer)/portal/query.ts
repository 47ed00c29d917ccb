import { z } from "zod";

const once = z.string().optional().catch(undefined);

/** What the customer area reads from an address. A parameter that comes twice counts as absent. */
export const PortalQuery = z.object({ done: once, again: once, before: once, change: once, problem: once });

export interface Searched {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}
