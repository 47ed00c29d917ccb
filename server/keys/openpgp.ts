/**
 * The deployment's OpenPGP key (RFC 9580): it signs what the publisher says of itself and takes encrypted mail about
 * weaknesses. One Ed25519 key for signing and certifying, with a Curve25519 subkey for encryption where it was made here.
 */
import { getKeys, parsePrivateKey, privArmor, pubArmor, signDetached } from "micro-key-producer/pgp.js";
import { z } from "zod";

export interface OpenPgpKey {
  /** The public key as `gpg --import` takes it. */
  readonly publicArmored: string;
  /** 40 hexadecimal digits in capitals (RFC 9580 §5.5.4.2). */
  readonly fingerprint: string;
  readonly createdAt: Date;
  /** Whether others can encrypt to it. */
  readonly encrypts: boolean;
  /** An armored signature over the bytes as they are (type 0x00). */
  signDetached(data: Uint8Array, at: Date): string;
  /** The text with its signature around it (RFC 9580 §7); the same moment gives the same bytes. */
  signCleartext(text: string, at: Date): string;
}

/** Not one armored Ed25519 private key without passphrase. Its message holds nothing of the file. */
export class UnusableOpenPgpKey extends Error {
  override name = "UnusableOpenPgpKey";
}

const secondsOf = (moment: Date) => Math.floor(moment.getTime() / 1000);

/** @param seed 32 random bytes @param userId as in `Example trust centre <security@example.com>` @returns the armored private key */
export function makeOpenPgpKey(seed: Uint8Array, userId: string, at: Date): string {
  return getKeys(seed, userId, undefined, secondsOf(at)).privateKey;
}

const Parsed = z.object({ privateKey: z.instanceof(Uint8Array), created: z.number(), fingerprint: z.string() });
const Packet = z.object({ TAG: z.string(), data: z.unknown() });
const SecretData = z.object({ pub: z.unknown() });

/** @throws UnusableOpenPgpKey */
export async function readOpenPgpKey(armored: string): Promise<OpenPgpKey> {
  try {
    const { privateKey, created, fingerprint } = Parsed.parse(await parsePrivateKey(armored));
    const packets = z.array(Packet).parse(privArmor.decode(armored)).map(publicPart);
    return {
      publicArmored: `${pubArmor.encode(packets).trim()}\n`,
      fingerprint: fingerprint.toUpperCase(),
      createdAt: new Date(created * 1000),
      encrypts: packets.some(({ TAG }) => TAG === "publicSubkey"),
      signDetached: (data, at) => signDetached(privateKey, data, fingerprint, secondsOf(at)),
      signCleartext: (text, at) =>
        frame(text, (canonical) => signDetached(privateKey, canonical, fingerprint, secondsOf(at))),
    };
  } catch {
    throw new UnusableOpenPgpKey("not an armored Ed25519 private key without passphrase and without an end date");
  }
}

/** A secret key's packet holds the public one (RFC 9580 §5.5.3); everything else is public already. */
function publicPart({ TAG, data }: z.infer<typeof Packet>): z.infer<typeof Packet> {
  if (TAG === "secretKey") return { TAG: "publicKey", data: SecretData.parse(data).pub };
  if (TAG === "secretSubkey") return { TAG: "publicSubkey", data: SecretData.parse(data).pub };
  return { TAG, data };
}

/**
 * RFC 9580 §7.1 and §7.2: dashes at the beginning of a line are escaped, white space at its end is not signed, and neither
 * is the line break before the signature. The library signs text with a line break at its end, so an empty line stands there.
 */
function frame(text: string, sign: (canonical: string) => string): string {
  const lines = text
    .replace(/\r\n?/g, "\n")
    .replace(/\n*$/, "")
    .split("\n")
    .map((line) => line.replace(/[ \t]+$/, ""));
  const signature = sign(`${lines.join("\n")}\n`);
  const escaped = lines.map((line) => (/^(-|From )/.test(line) ? `- ${line}` : line)).join("\n");
  return `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n${escaped}\n\n${signature.trim()}\n`;
}
