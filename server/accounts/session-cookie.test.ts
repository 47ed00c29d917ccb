import { expect, test, vi } from "vitest";

test("where the address is https the cookie is bound to the host, closed to scripts and never sent in clear", async () => {
  vi.stubEnv("PUBLIC_URL", "https://trust.customer.example");
  vi.stubEnv("AUTH_SECRET", "x".repeat(32));
  const { authOptions, sessionCookieName, sessionCookieOptions } = await import("./sessions");
  expect(sessionCookieName()).toBe("__Host-trust-session");
  expect(sessionCookieOptions()).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: true });
  expect(authOptions().cookies?.sessionToken).toEqual({ name: sessionCookieName(), options: sessionCookieOptions() });
});
