/** A real SMTP server for the tests: what it takes is kept as files, so that tests in other processes can read it. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import { mailDir, smtpPort } from "./addresses";

export default async function startSink(): Promise<() => Promise<void>> {
  rmSync(mailDir, { recursive: true, force: true });
  mkdirSync(mailDir, { recursive: true });
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map((each) => each.address).join(",");
        writeFileSync(
          join(mailDir, `${String(++count).padStart(5, "0")}.json`),
          JSON.stringify({ to, raw: Buffer.concat(pieces).toString("utf8") }),
        );
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(smtpPort, "127.0.0.1", ready));
  return () => new Promise((done) => server.close(() => done()));
}
