import { now } from "@/server/platform/clock";
import { signedSecurityText } from "@/server/vulnerabilities/security-text";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const text = await signedSecurityText(now());
  const headers = { "Content-Type": "text/plain; charset=utf-8" };
  return text === null
    ? new Response("The publisher states no security contact, so there is no security.txt.\n", { status: 404, headers })
    : new Response(text, { headers });
}
