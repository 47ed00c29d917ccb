/**
 * Loads a publisher's content pack and checks all of it. What `loadPack` returns can be shown as it stands; what it
 * refuses it refuses with every problem at once, each with file, line and mend.
 */
import type { ZodType } from "zod";
import { readAdvisories } from "./advisories";
import { crossChecks } from "./cross-checks";
import { Measures, Programmes, SubProcessors } from "./facts-schema";
import { packState, requireFolderName } from "./fingerprint";
import type { Pack } from "./pack";
import { readAgreements, readFigures, readPages } from "./pack-folders";
import { ContentProblems, type Problem } from "./problems";
import { Publisher } from "./publisher-schema";
import { readReports, reportProblems } from "./reports";
import { readText } from "./text-file";
import { readYaml } from "./yaml-source";

export interface Reading {
  /** Null where a list of the pack could not be read. With problems it must not be shown. */
  readonly pack: Pack | null;
  readonly problems: readonly Problem[];
}

interface Options {
  /** The pack gains what `demo/<publisher>/` adds to it. */
  readonly demonstration?: boolean;
}

/** `publisher` is the pack's folder name. Throws ContentProblems when anything in the pack is wrong. */
export async function loadPack(contentDir: string, publisher: string, options: Options = {}): Promise<Pack> {
  const { pack, problems } = await readPack(contentDir, publisher, options);
  if (pack === null || problems.length > 0) throw new ContentProblems(problems);
  return pack;
}

/** As much of a pack as could be read, and everything that is wrong with it. Throws ContentProblems where there is none. */
export async function readPack(
  contentDir: string,
  publisher: string,
  { demonstration = false }: Options = {},
): Promise<Reading> {
  requireFolderName(publisher);
  const { fingerprint, changedAt } = await packState(contentDir, publisher, demonstration);
  const problems: Problem[] = [];
  const read = async <Value>(name: string, schema: ZodType<Value>) => {
    const file = `${publisher}/${name}`;
    const text = await readText(contentDir, file, problems);
    return text === null ? null : readYaml({ file, text, firstLine: 1 }, schema, problems);
  };
  const [settings, programmes, subProcessors, measures, figures, agreements, pages, reports, advisories] =
    await Promise.all([
      read("publisher.yaml", Publisher),
      read("programmes.yaml", Programmes),
      read("subprocessors.yaml", SubProcessors),
      read("measures.yaml", Measures),
      readFigures(contentDir, publisher, problems),
      readAgreements(contentDir, publisher, problems),
      readPages(contentDir, publisher, problems),
      readReports(contentDir, publisher, demonstration, problems),
      readAdvisories(contentDir, publisher, demonstration, problems),
    ]);
  const pack: Pack | null =
    settings && programmes && subProcessors && measures
      ? {
          name: publisher,
          fingerprint,
          changedAt,
          publisher: settings.value,
          programmes: programmes.value,
          subProcessors: subProcessors.value,
          measures: measures.value,
          figures,
          agreements,
          pages,
          reports,
          advisories,
        }
      : null;
  const faulty = new Set(problems.map(({ file }) => file));
  problems.push(
    ...crossChecks({ name: publisher, pages, pack, programmes, measures, faulty }),
    ...(pack === null ? [] : reportProblems(pack)),
  );
  return { pack, problems };
}
