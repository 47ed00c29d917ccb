import { securityKey } from "@/server/vulnerabilities/security-text";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const key = await securityKey();
  return key === null
    ? new Response("The publisher states no security contact, so there is no key.\n", {
        status: 404,
        headers: { "Content-Type": "text/plain; charset=utf-8" },
      })
    : new Response(key.publicArmored, { headers: { "Content-Type": "application/pgp-keys" } });
}
