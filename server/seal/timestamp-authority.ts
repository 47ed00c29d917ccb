/**
 * Asks a time-stamp authority for a token over HTTP (RFC 3161) and accepts only an answer to this very question.
 * Every failure is a `TimestampUnavailable`, so that the job that seals waits and tries again.
 */
import { createHash, randomBytes } from "node:crypto";
import { Integer, OctetString } from "asn1js";
import {
  AlgorithmIdentifier,
  type ContentInfo,
  MessageImprint,
  PKIStatus,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from "pkijs";

export interface TimestampAuthority {
  /**
   * A DER TimeStampToken over the SHA-256 of `data`, no longer than `MAXIMUM_TOKEN_BYTES`.
   * @throws TimestampUnavailable
   */
  timestamp(data: Uint8Array): Promise<Uint8Array>;
}

/** Nothing was sealed; worth another try later. Its message names the authority's host and what failed. */
export class TimestampUnavailable extends Error {
  override name = "TimestampUnavailable";
}

export const MAXIMUM_TOKEN_BYTES = 16 * 1024;

/** What the answer may hold besides the token: a status and its text. */
const STATUS_BYTES = 1024;

const SHA_256 = "2.16.840.1.101.3.4.2.1";
const SIGNED_DATA = "1.2.840.113549.1.7.2";
/** id-ct-TSTInfo, RFC 3161 §2.4.2. */
const TST_INFO = "1.2.840.113549.1.9.16.1.4";

export interface TimestampAuthorityOptions {
  /** http or https; a name and password in it are sent as basic authentication. */
  readonly url: string;
  /** For the whole exchange, 10,000 when absent. */
  readonly timeoutMs?: number;
}

export function createTimestampAuthority({ url, timeoutMs = 10_000 }: TimestampAuthorityOptions): TimestampAuthority {
  return {
    timestamp: async (data) => {
      const question = questionFor(data);
      try {
        const answer = await post(url, new Uint8Array(question.toSchema().toBER()), timeoutMs);
        return await tokenFrom(answer, question, data);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : "the answer could not be read";
        throw new TimestampUnavailable(`No time-stamp from ${new URL(url).host}: ${reason}`, { cause });
      }
    },
  };
}

function questionFor(data: Uint8Array): TimeStampReq {
  const nonce = randomBytes(8);
  // Positive and without a leading zero, so that it comes back byte for byte.
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  return new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA_256 }),
      hashedMessage: new OctetString({ valueHex: new Uint8Array(sha256(data)).buffer }),
    }),
    nonce: new Integer({ valueHex: new Uint8Array(nonce).buffer }),
    certReq: true,
  });
}

async function post(url: string, body: Uint8Array<ArrayBuffer>, timeoutMs: number): Promise<Buffer> {
  // fetch takes no credentials in an address, and would show them in its refusal.
  const address = new URL(url);
  const { username, password } = address;
  address.username = address.password = "";
  const basic = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64");
  const response = await fetch(address, {
    method: "POST",
    headers: {
      "Content-Type": "application/timestamp-query",
      Accept: "application/timestamp-reply",
      ...(username === "" ? {} : { Authorization: `Basic ${basic}` }),
    },
    body,
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`it answered ${response.status}`);
  }
  const limit = MAXIMUM_TOKEN_BYTES + STATUS_BYTES;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > limit) throw new Error(`its answer is longer than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function tokenFrom(answer: Buffer, question: TimeStampReq, data: Uint8Array): Promise<Uint8Array> {
  const response = TimeStampResp.fromBER(new Uint8Array(answer).buffer);
  const { status } = response.status;
  if (status !== PKIStatus.granted && status !== PKIStatus.grantedWithMods) throw new Error(`it refused (${status})`);
  const { timeStampToken } = response;
  if (!timeStampToken) throw new Error("its answer holds no token");
  const bytes = new Uint8Array(timeStampToken.toSchema().toBER());
  if (bytes.length > MAXIMUM_TOKEN_BYTES) throw new Error(`its token is longer than ${MAXIMUM_TOKEN_BYTES} bytes`);
  await checkToken(timeStampToken, question, data);
  return bytes;
}

/** RFC 3161 §2.4.2: what was stamped is what was sent, for this question, and the authority's signature holds. */
async function checkToken(token: ContentInfo, question: TimeStampReq, data: Uint8Array): Promise<void> {
  if (token.contentType !== SIGNED_DATA) throw new Error("its token is not signed data");
  const signedData = new SignedData({ schema: token.content });
  const content = signedData.encapContentInfo.eContent;
  if (signedData.encapContentInfo.eContentType !== TST_INFO || !content) throw new Error("its token stamps nothing");
  const info = TSTInfo.fromBER(content.getValue());
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const imprint = Buffer.from(hashedMessage.valueBlock.valueHexView);
  if (hashAlgorithm.algorithmId !== SHA_256 || !imprint.equals(sha256(data))) {
    throw new Error("its token stamps another message");
  }
  if (!info.nonce || !question.nonce || !info.nonce.isEqual(question.nonce)) {
    throw new Error("its token answers another question");
  }
  const valid = await signedData.verify({ signer: 0, checkChain: false, data: new Uint8Array(data).buffer });
  if (!valid) throw new Error("the signature of its token does not hold");
}

const sha256 = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();
