/** Marking a PDF for its recipient, by either engine, beside qpdf laying the same stamp over the same file. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { findNativeQpdf } from "@/server/vault/marking/native-qpdf";
import { samplePages } from "@/server/vault/marking/sample-pdf";
import { makeStamps, shapeFor } from "@/server/vault/marking/stamp";
import type { Bench } from "./bench-run";
import { type Children, endOf } from "./children";
import type { Comparison, Section } from "./comparison";
import { sampleMark } from "./marking-sample";
import { MarkingAnswer } from "./marking-task";
import { canWatchPrograms, watchPrograms } from "./memory";

const rounds = 3;
const sizes = [10, 100, 500] as const;
const engines = ["native", "wasm"] as const;
type Engine = (typeof engines)[number];

interface Measured {
  readonly seconds: number;
  readonly peakBytes: number;
}

interface MarkingRound {
  readonly native: Measured | null;
  readonly wasm: Measured;
  readonly plain: Measured | null;
}

export async function measureMarking({ children, folder }: Bench): Promise<Section> {
  const place = join(folder, "marking");
  mkdirSync(place, { mode: 0o700 });
  const qpdf = await findNativeQpdf();
  const stamp = join(place, "stamp.pdf");
  writeFileSync(stamp, (await stampOfA4()).pdf);
  const comparisons: Comparison[] = [];
  for (const pages of sizes) {
    const file = join(place, `${pages}.pdf`);
    writeFileSync(file, samplePages(pages));
    const measured: MarkingRound[] = [];
    for (let round = 0; round < rounds; round++) {
      const mark = (native: string | null) =>
        children.answer("mark", { file, native, workFolder: join(place, "work") }, MarkingAnswer, ["--expose-gc"]);
      measured.push({
        native: qpdf === null ? null : await mark(qpdf),
        plain: qpdf === null ? null : await plainOverlay(children, qpdf, file, stamp),
        wasm: await mark(null),
      });
    }
    comparisons.push(...engines.flatMap((engine) => compared(engine, pages, measured)));
  }
  return {
    title: "Marking every page for its recipient",
    notes: [
      "Ours reads the pages, makes the stamps, lays them over and proves the mark on every page of the finished bytes;",
      "the reference only lays a ready stamp over. Memory is the peak above the idle process, qpdf's own included.",
    ],
    comparisons,
  };
}

function stampOfA4() {
  const paper = { left: 0, bottom: 0, right: 595, top: 842 };
  return makeStamps([shapeFor({ media: paper, visible: paper, rotation: 0, userUnit: 1 })], sampleMark);
}

async function plainOverlay(children: Children, qpdf: string, file: string, stamp: string): Promise<Measured> {
  const programs = watchPrograms();
  const started = performance.now();
  const code = await endOf(
    children.program(qpdf, [file, "--overlay", stamp, "--from=", "--repeat=1", "--", `${file}.marked`]),
  );
  const seconds = (performance.now() - started) / 1000;
  const peakBytes = programs.stop();
  if (code !== 0) throw new Error(`qpdf --overlay ended with ${code}`);
  return { seconds, peakBytes };
}

function compared(engine: Engine, pages: number, measured: readonly MarkingRound[]): Comparison[] {
  const pick = (figure: (each: Measured) => number) =>
    measured.flatMap((round) => {
      const ours = round[engine];
      return ours === null ? [] : [{ ours: figure(ours), reference: round.plain && figure(round.plain) }];
    });
  const what = `${pages} pages, ${engine} engine`;
  const common = { better: "less", reference: "qpdf --overlay" } as const;
  const absent = measured.some((round) => round.plain === null) ? { missing: "qpdf 11 or later is not installed" } : {};
  const unseen = canWatchPrograms() ? {} : { missing: "/proc is not there to read a program's memory from" };
  return [
    { what: `${what}, s`, rounds: pick((each) => each.seconds), ...common, ...absent },
    {
      what: `${what}, peak MB`,
      rounds: pick((each) => each.peakBytes / 1024 ** 2),
      ...common,
      ...unseen,
      ...absent,
    },
  ];
}
