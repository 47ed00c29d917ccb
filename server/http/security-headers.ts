/** Headers that go with every answer. The pages behind sign-in get their policy, with a nonce, from proxy.ts. */
import type { ServerResponse } from "node:http";
import { settings } from "@/server/platform/env";

/** Public pages are finished documents: nothing inline, nothing from anywhere else, no framework script. */
export const documentPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

export function setSecurityHeaders(response: ServerResponse): void {
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("X-Frame-Options", "DENY");
  response.setHeader("Referrer-Policy", "same-origin");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  response.setHeader(
    "Permissions-Policy",
    "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
  );
  if (settings().publicUrl.protocol === "https:")
    response.setHeader("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
}
