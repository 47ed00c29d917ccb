import { securityTextPath } from "@/server/vulnerabilities/security-text";

export const dynamic = "force-dynamic";

/** RFC 9116 §3: the older place leads to the one under /.well-known/. */
export function GET(): Response {
  return new Response(null, { status: 301, headers: { Location: securityTextPath } });
}
