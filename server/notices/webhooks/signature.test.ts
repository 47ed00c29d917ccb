import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { newSecret, signedHeaders } from "@/server/notices/webhooks/signature";
import { later, minutes, now } from "@/server/platform/clock";

const body = JSON.stringify({
  type: "webhook.test",
  timestamp: "2026-11-29T08:30:00.000Z",
  data: { name: "Žofie 霍" },
});
const sign = (secrets: readonly string[], at = now()) => ({ ...signedHeaders("msg_1", at, body, secrets) });

describe("what is sent", () => {
  test("is accepted by the specification's own library, which then gives the payload", () => {
    const secret = newSecret();
    expect(new Webhook(secret).verify(body, sign([secret]))).toEqual(JSON.parse(body));
  });

  test("is accepted by whoever knows either secret while one is being replaced, and by nobody else", () => {
    const [current, earlier, other] = [newSecret(), newSecret(), newSecret()];
    const headers = sign([current, earlier]);
    expect(headers["webhook-signature"]).toMatch(/^v1,\S{44} v1,\S{44}$/);
    for (const secret of [current, earlier]) expect(() => new Webhook(secret).verify(body, headers)).not.toThrow();
    expect(() => new Webhook(other).verify(body, headers)).toThrow();
  });

  test("is refused when a byte of it, its id or its time was changed, or it is old", () => {
    const secret = newSecret();
    const webhook = new Webhook(secret);
    const headers = sign([secret]);
    expect(() => webhook.verify(`${body} `, headers)).toThrow();
    expect(() => webhook.verify(body, { ...headers, "webhook-id": "msg_2" })).toThrow();
    const moved = String(Number(headers["webhook-timestamp"]) + 1);
    expect(() => webhook.verify(body, { ...headers, "webhook-timestamp": moved })).toThrow();
    expect(() => webhook.verify(body, sign([secret], later(now(), -6 * minutes)))).toThrow();
  });

  test("the specification's own example has the signature that its library gives", () => {
    const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const at = new Date(1614265330 * 1000);
    const payload = '{"test": 2432232314}';
    const made = signedHeaders("msg_p5jXN8AQM9LWM0D4loKWxJek", at, payload, [secret])["webhook-signature"];
    expect(made).toBe(new Webhook(secret).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", at, payload));
    expect(made).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  });

  test("a secret is 32 random bytes as the specification writes them", () => {
    const [one, two] = [newSecret(), newSecret()];
    expect(one).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(one).not.toBe(two);
  });
});
