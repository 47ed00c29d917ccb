import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Turns } from "@/server/platform/turns";
import { findNativeQpdf, prepareWorkFolder } from "./native-qpdf";
import { createPdfEngine, EngineCancelled, EngineFailed, EngineTimeout } from "./pdf-engine";
import { samplePages } from "./sample-pdf";
import { ENGINES, startTestEngines, type TestEngines } from "./test-engines";

let engines: TestEngines;
let folder: string;
beforeAll(async () => {
  engines = await startTestEngines();
  folder = await mkdtemp(join(tmpdir(), "fake-qpdf-"));
});
afterAll(async () => {
  await engines.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  expect(await engines.leftovers()).toEqual([]);
});

/** A program in qpdf's place that does something else. */
async function fakeQpdf(script: string): Promise<string> {
  const home = await mkdtemp(join(folder, "bin-"));
  await writeFile(join(home, "qpdf"), `#!/bin/sh\n${script}\n`);
  await chmod(join(home, "qpdf"), 0o755);
  return home;
}

const rewrite = (pdf: Uint8Array, milliseconds = 20_000) => ({
  args: ["in.pdf", "out.pdf"],
  files: [{ name: "in.pdf", content: pdf }],
  outputs: ["out.pdf"],
  milliseconds,
});

describe.each(ENGINES)("the %s engine", (kind) => {
  it("gives back what qpdf wrote, from bytes and from a path", async () => {
    const answer = await engines[kind].run(rewrite(samplePages(3)));
    expect(answer.outcome).toBe("clean");
    const path = join(folder, `${kind}.pdf`);
    await writeFile(path, samplePages(3));
    const again = await engines[kind].run({
      ...rewrite(new Uint8Array()),
      files: [{ name: "in.pdf", content: { path } }],
    });
    const size = (bytes?: Uint8Array) =>
      Buffer.from(bytes ?? [])
        .subarray(0, 5)
        .toString();
    expect(size(answer.outputs.get("out.pdf"))).toBe("%PDF-");
    expect(size(again.outputs.get("out.pdf"))).toBe("%PDF-");
  });

  it("tells errors from warnings, and leaves out what was not written", async () => {
    const answer = await engines[kind].run(rewrite(Buffer.from("%PDF-1.7 nothing else")));
    expect(answer.outcome).toBe("errors");
    expect(answer.messages).toContain("in.pdf");
    expect(answer.outputs.size).toBe(0);
  });

  it("ends a run that is out of time", async () => {
    await expect(engines[kind].run(rewrite(samplePages(9_000), 5))).rejects.toThrow(EngineTimeout);
  });

  it("ends a run that is cancelled, before and while it runs", async () => {
    const before = { ...rewrite(samplePages(3)), signal: AbortSignal.abort() };
    await expect(engines[kind].run(before)).rejects.toThrow(EngineCancelled);
    const controller = new AbortController();
    const running = engines[kind].run({ ...rewrite(samplePages(9_000)), signal: controller.signal });
    setTimeout(() => controller.abort(), 10);
    await expect(running).rejects.toThrow(EngineCancelled);
  });

  it("refuses a name that leads out of the folder or reads as an option", async () => {
    for (const name of ["../x.pdf", "/etc/x.pdf", "-x.pdf", "@x.pdf", "x.txt"]) {
      const request = { ...rewrite(samplePages(1)), files: [{ name, content: samplePages(1) }] };
      await expect(engines[kind].run(request)).rejects.toThrow(EngineFailed);
    }
  });

  it("gives back no more than its cap", async () => {
    const native = kind === "native" ? await findNativeQpdf() : null;
    const { workFolder, worker } = engines;
    const small = createPdfEngine({ native, workFolder, worker, outputBytes: 100 });
    await expect(small.run(rewrite(samplePages(1)))).rejects.toThrow(EngineFailed);
  });
});

describe("native qpdf", () => {
  it("is killed past its time, and what it had written goes", async () => {
    const home = await fakeQpdf("echo secret > out.pdf; exec sleep 60");
    const engine = createPdfEngine({ native: join(home, "qpdf"), workFolder: engines.workFolder });
    await expect(engine.run(rewrite(samplePages(1), 200))).rejects.toThrow(EngineTimeout);
  });

  it("leaves nothing when it crashes or was never there", async () => {
    const home = await fakeQpdf("echo secret > out.pdf; kill -9 $$");
    const { workFolder } = engines;
    const crashing = createPdfEngine({ native: join(home, "qpdf"), workFolder });
    await expect(crashing.run(rewrite(samplePages(1)))).rejects.toThrow(EngineFailed);
    const missing = createPdfEngine({ native: join(home, "nothing"), workFolder });
    await expect(missing.run(rewrite(samplePages(1)))).rejects.toThrow(EngineFailed);
  });

  it("sees plaintext only in a private folder, and nothing of the server's environment", async () => {
    const home = await fakeQpdf("stat -c '%a %n' . in.pdf >&2; env >&2; exit 2");
    const engine = createPdfEngine({ native: join(home, "qpdf"), workFolder: engines.workFolder });
    const { messages } = await engine.run(rewrite(samplePages(1)));
    expect(messages).toContain("700 .");
    expect(messages).toContain("600 in.pdf");
    expect(messages).not.toContain("PATH=/root");
    expect(messages).not.toContain("VITEST");
    expect((await stat(engines.workFolder)).mode & 0o777).toBe(0o700);
  });

  it("runs no more than two at once", async () => {
    const home = await fakeQpdf(
      `mkdir ../slot-$$; sleep 0.4; set -- ../slot-*; echo $# >&2; sleep 0.1; rmdir ../slot-$$; exit 2`,
    );
    const engine = createPdfEngine({ native: join(home, "qpdf"), workFolder: engines.workFolder });
    const answers = await Promise.all(Array.from({ length: 6 }, () => engine.run(rewrite(samplePages(1)))));
    expect(Math.max(...answers.map((answer) => Number(answer.messages)))).toBe(2);
  });

  it("is found where it is new enough, and only there", async () => {
    const old = await fakeQpdf("echo qpdf version 10.6.3");
    const recent = await fakeQpdf("echo qpdf version 12.2.0");
    expect(await findNativeQpdf([join(folder, "nowhere"), old])).toBeNull();
    expect(await findNativeQpdf([old, recent])).toBe(join(recent, "qpdf"));
  });

  it("finds its folder private and clean after a killed server", async () => {
    const work = join(folder, "work");
    await mkdir(join(work, "run-left"), { recursive: true, mode: 0o755 });
    await writeFile(join(work, "run-left", "original.pdf"), "secret");
    await writeFile(join(work, "unrelated"), "kept");
    await prepareWorkFolder(work);
    expect(await readdir(work)).toEqual(["unrelated"]);
    expect((await stat(work)).mode & 0o777).toBe(0o700);
  });
});

describe("turns", () => {
  it("gives a place to the next in line, and none to one who gave up", async () => {
    const turns = new Turns(1);
    const order: string[] = [];
    const release = await turns.take();
    const controller = new AbortController();
    const gaveUp = turns.take(controller.signal);
    const waiting = turns.take().then((next) => {
      order.push("second");
      next();
    });
    controller.abort();
    await expect(gaveUp).rejects.toThrow();
    order.push("first");
    release();
    await waiting;
    expect(order).toEqual(["first", "second"]);
    (await turns.take())();
  });
});
