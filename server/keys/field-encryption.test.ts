import { createDecipheriv, randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { DamagedFieldError, decryptField, encryptField } from "@/server/keys/field-encryption";

const key = Buffer.alloc(32, 1);
const context = "contact/42/email";

it("gives back what went in, in any alphabet and of any length", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc.constantFrom("", "Łukasz Ærø", "王小明", "محمد"),
  );
  fc.assert(
    fc.property(text, text, (value, valueContext) => {
      const encrypted = encryptField(key, Buffer.from(value, "utf8"), valueContext);
      expect(Buffer.from(decryptField(key, encrypted, valueContext)).toString("utf8")).toBe(value);
    }),
  );
});

it("is version 1 | nonce | ciphertext | tag, as any AES-256-GCM opens it", () => {
  const encrypted = encryptField(key, Buffer.from("hei"), context);
  expect(encrypted.length).toBe(1 + 12 + 3 + 16);
  expect(encrypted[0]).toBe(1);
  const decipher = createDecipheriv("aes-256-gcm", key, encrypted.subarray(1, 13));
  decipher.setAAD(Buffer.from(context)).setAuthTag(encrypted.subarray(16));
  expect(decipher.update(encrypted.subarray(13, 16), undefined, "utf8") + decipher.final("utf8")).toBe("hei");
});

it("takes a new nonce each time", () => {
  const nonces = Array.from({ length: 1000 }, () =>
    Buffer.from(encryptField(key, Buffer.of(1), "").subarray(1, 13)).toString("hex"),
  );
  expect(new Set(nonces).size).toBe(1000);
});

it("refuses every flipped bit and every cut", () => {
  const encrypted = encryptField(key, Buffer.from("a secret"), context);
  for (let at = 0; at < encrypted.length; at++) {
    const changed = Buffer.from(encrypted);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    expect(() => decryptField(key, changed, context)).toThrow(DamagedFieldError);
    expect(() => decryptField(key, encrypted.subarray(0, at), context)).toThrow(DamagedFieldError);
  }
  expect(() => decryptField(key, Buffer.concat([encrypted, Buffer.of(0)]), context)).toThrow(DamagedFieldError);
});

it("refuses another key and another row's context, and does not show the value in the refusal", () => {
  const encrypted = encryptField(key, Buffer.from("ola@alai.example"), context);
  expect(() => decryptField(randomBytes(32), encrypted, context)).toThrow(DamagedFieldError);
  expect(() => decryptField(key, encrypted, "contact/43/email")).toThrow(DamagedFieldError);
  expect(() => decryptField(key, encrypted, "contact/43/email")).not.toThrow(/ola@/);
});

it.each([0, 16, 31, 33])("refuses a key of %i bytes", (bytes) => {
  expect(() => encryptField(Buffer.alloc(bytes), Buffer.of(1), context)).toThrow(RangeError);
});
