/** A time-stamp authority for tests: `openssl ts` behind a local HTTP server, which can be told to misbehave. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const CONFIGURATION = `
[tsa]
serial = serial
crypto_device = builtin
signer_cert = tsa.crt
signer_key = tsa.key
certs = ca.crt
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[leaf]
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
`;

export interface OpensslAuthority {
  /** Answers a DER question as RFC 3161 says. */
  reply(question: Uint8Array): Buffer;
  /** PEM of the root. */
  readonly root: string;
  remove(): void;
}

export function createOpensslAuthority(): OpensslAuthority {
  const folder = mkdtempSync(join(tmpdir(), "tsa-"));
  const openssl = (...args: string[]) => {
    const { status, stderr } = spawnSync("openssl", args, { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`);
  };
  writeFileSync(join(folder, "tsa.cnf"), CONFIGURATION);
  writeFileSync(join(folder, "serial"), "01\n");
  const request = ["req", "-newkey", "rsa:2048", "-nodes", "-config", "/etc/ssl/openssl.cnf"];
  const root = ["-x509", "-days", "3650", "-config", "tsa.cnf", "-extensions", "ca"];
  openssl(...request.slice(0, 4), ...root, "-subj", "/CN=Test root", "-keyout", "ca.key", "-out", "ca.crt");
  openssl(...request, "-subj", "/CN=Test authority", "-keyout", "tsa.key", "-out", "tsa.csr");
  const issue = ["x509", "-req", "-in", "tsa.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-set_serial", "7"];
  openssl(...issue, "-days", "3650", "-extfile", "tsa.cnf", "-extensions", "leaf", "-out", "tsa.crt");
  return {
    root: readFileSync(join(folder, "ca.crt"), "utf8"),
    reply: (question) => {
      writeFileSync(join(folder, "question.tsq"), question);
      const answer = ["-queryfile", "question.tsq", "-out", "answer.tsr"];
      openssl("ts", "-reply", "-config", "tsa.cnf", "-section", "tsa", ...answer);
      return readFileSync(join(folder, "answer.tsr"));
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Runs `use` with the address of a server that hands each posted body to `answer`. */
export async function withServer(answer: RequestListener, use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The test server has no port.");
  try {
    await use(`http://127.0.0.1:${address.port}/tsa`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** A listener that answers the way an authority does, after `change` had the chance to spoil the exchange. */
export function authorityListener(authority: OpensslAuthority, change: (question: Buffer) => Buffer): RequestListener {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      response.setHeader("Content-Type", "application/timestamp-reply");
      response.end(authority.reply(change(Buffer.concat(chunks))));
    });
  };
}
