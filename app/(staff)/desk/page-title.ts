import type { Metadata } from "next";
import { currentWords } from "@/server/access/current-words";
import type { WordKey } from "@/server/words/words";

/** A page's `generateMetadata`: its title, in the language of its address. */
export const pageTitle = (key: WordKey) => async (): Promise<Metadata> => ({
  title: (await currentWords()).words(key),
});
