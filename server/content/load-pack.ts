/**
 * Loads a publisher's content pack and checks all of it. What `loadPack` returns can be shown as it stands; what it
 * refuses it refuses with every problem at once, each with file, line and mend.
 */
import type { ZodType } from "zod";
import { crossChecks } from "./cross-checks";
import { Measures, Programmes, SubProcessors } from "./facts-schema";
import { packFingerprint, requireFolderName } from "./fingerprint";
import type { Pack } from "./pack";
import { readAgreements, readFigures, readPages } from "./pack-folders";
import { ContentProblems, type Problem } from "./problems";
import { Publisher } from "./publisher-schema";
import { readText } from "./text-file";
import { readYaml } from "./yaml-source";

/** `publisher` is the pack's folder name. Throws ContentProblems when anything in the pack is wrong. */
export async function loadPack(contentDir: string, publisher: string): Promise<Pack> {
  requireFolderName(publisher);
  const fingerprint = await packFingerprint(contentDir, publisher);
  const problems: Problem[] = [];
  const read = async <Value>(name: string, schema: ZodType<Value>) => {
    const file = `${publisher}/${name}`;
    const text = await readText(contentDir, file, problems);
    return text === null ? null : readYaml({ file, text, firstLine: 1 }, schema, problems);
  };
  const [settings, programmes, subProcessors, measures, figures, agreements, pages] = await Promise.all([
    read("publisher.yaml", Publisher),
    read("programmes.yaml", Programmes),
    read("subprocessors.yaml", SubProcessors),
    read("measures.yaml", Measures),
    readFigures(contentDir, publisher, problems),
    readAgreements(contentDir, publisher, problems),
    readPages(contentDir, publisher, problems),
  ]);
  // Links and names are tried only once every file reads: a page that failed would make each link to it look dead.
  if (problems.length > 0 || !settings || !programmes || !subProcessors || !measures)
    throw new ContentProblems(problems);
  const pack: Pack = {
    name: publisher,
    fingerprint,
    publisher: settings.value,
    programmes: programmes.value,
    subProcessors: subProcessors.value,
    measures: measures.value,
    figures,
    agreements,
    pages,
  };
  const crossed = crossChecks(pack, (index) => measures.lineOf(["list", index]));
  if (crossed.length > 0) throw new ContentProblems(crossed);
  return pack;
}
