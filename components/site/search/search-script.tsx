import { headers } from "next/headers";
import { currentWords } from "@/server/access/current-words";

/**
 * Lets the keyboard open the search on this page. The words go with it, so that the file is the same in each language.
 * Nothing where scripts need a nonce: the page that is not there looks like a public one behind sign-in as well.
 */
export async function SearchScript() {
  if ((await headers()).has("x-nonce")) return null;
  const { locale, words, href } = await currentWords();
  const said = {
    label: words("search.label"),
    close: words("search.dialog.close"),
    hint: words("search.dialog.hint"),
    loading: words("search.dialog.loading"),
    failed: words("search.dialog.failed"),
    none: words("search.dialog.none"),
    one: words("search.dialog.one"),
    many: words("search.dialog.many"),
    all: words("search.dialog.all"),
    key: words("search.dialog.key"),
  };
  return (
    <script
      src="/search.js"
      defer
      data-said={JSON.stringify(said)}
      data-page={href("/search")}
      data-index={`/search-index/${locale}.json`}
    />
  );
}
