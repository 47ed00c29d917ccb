/** The key service that this deployment uses. A cloud key service takes its place here. */
import { join } from "node:path";
import type { KeyService } from "@/server/keys/key-service";
import { openLocalKeyService } from "@/server/keys/local-key-service";
import { now } from "@/server/platform/clock";
import { settings } from "@/server/platform/env";
import { processWide } from "@/server/platform/process-wide";

/** @throws KeyServiceError when the key file is missing or damaged: start makes it, and nothing else does. */
export const keyService = (): Promise<KeyService> =>
  processWide("key-service", () =>
    openLocalKeyService({ file: keyFile(), organisation: settings().publisher, createIfMissing: false, now: now() }),
  );

export const keyFile = (): string => join(settings().dataDir, "keys.json");
