/** Where an advisory is read, with the origin: the public one by everybody, a restricted one after signing in. */
import { offeredAddress } from "@/server/content/offered-address";
import type { Publisher } from "@/server/content/publisher-schema";
import { settings } from "@/server/platform/env";
import type { Locale } from "@/server/words/locale";

export const publicAddress = (publisher: Publisher, id: string, locale: Locale): string =>
  offeredAddress(publisher, `/advisories/${id}`, locale);

export const portalAddress = (id: string): string => new URL(`/portal/advisories/${id}`, settings().publicUrl).href;
