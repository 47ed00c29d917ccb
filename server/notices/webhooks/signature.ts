/** Standard Webhooks 1.0.0, symmetric signatures: the secret and the three headers. */
import { createHmac, randomBytes } from "node:crypto";

const prefix = "whsec_";

/** 256 random bits; the specification wants 192 to 512. */
export const newSecret = (): string => `${prefix}${randomBytes(32).toString("base64")}`;

export interface SignedHeaders {
  readonly "webhook-id": string;
  readonly "webhook-timestamp": string;
  readonly "webhook-signature": string;
}

/**
 * @param body exactly what is sent
 * @param secrets the current one first; while one is being replaced, the old one signs too
 */
export function signedHeaders(id: string, at: Date, body: string, secrets: readonly string[]): SignedHeaders {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}
