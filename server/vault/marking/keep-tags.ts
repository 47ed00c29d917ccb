/**
 * Keeps a tagged PDF readable to screen readers. Laying a stamp over a page, qpdf puts the page's own content into a
 * form; the tags point at content of the page itself, and would then point at nothing.
 * This makes them point into the form (ISO 32000-2 §14.7.5.2: a marked-content reference with `Stm`).
 */
import { type Change, isObject, type Json, type JsonObject, list, patchOf, readDocument } from "./qpdf-json";

/** How qpdf names the form that holds the page's own content. */
const OWN_CONTENT = "/Fx0";

/** From qpdf's JSON of a marked copy: the patch that leads its tags to their content, or null where there are none. */
export function tagPatch(json: Uint8Array): Uint8Array | null {
  const { objects, pages, header } = readDocument(json);
  if (!("/StructTreeRoot" in objects.catalogue())) return null;
  const changes = new Map<string, Change>();
  const formOfPage = new Map<string, string>();
  for (const reference of pages) {
    const page = objects.dictionary(reference);
    const key = page["/StructParents"];
    const form = objects.dictionary(objects.dictionary(page["/Resources"])["/XObject"])[OWN_CONTENT];
    if (key === undefined || typeof form !== "string") continue;
    formOfPage.set(reference, form);
    const { "/StructParents": _moved, ...rest } = page;
    changes.set(reference, { value: rest });
    changes.set(form, { stream: { dict: { ...objects.dictionary(form), "/StructParents": key } } });
  }
  for (const [reference, dictionary] of objects.dictionaries()) {
    if (!("/S" in dictionary && "/K" in dictionary && "/P" in dictionary)) continue;
    const pointed = pointedElement(dictionary, formOfPage);
    if (pointed !== dictionary) changes.set(reference, { value: pointed });
  }
  return patchOf(header, changes);
}

/** The same object where nothing is to change. */
function pointedElement(element: JsonObject, formOfPage: ReadonlyMap<string, string>): JsonObject {
  const { "/K": kids, "/Pg": page } = element;
  if (kids === undefined) return element;
  const pointed = Array.isArray(kids)
    ? list(kids).map((kid) => pointedKid(kid, page, formOfPage))
    : pointedKid(kids, page, formOfPage);
  return JSON.stringify(pointed) === JSON.stringify(kids) ? element : { ...element, "/K": pointed };
}

/** ISO 32000-2 table 355: a number names marked content of the element's page; a dictionary may name another page. */
function pointedKid(kid: Json, ownPage: Json | undefined, formOfPage: ReadonlyMap<string, string>): Json {
  if (isObject(kid) && kid["/Type"] !== "/MCR") return "/K" in kid ? pointedElement(kid, formOfPage) : kid;
  const page = (isObject(kid) ? kid["/Pg"] : undefined) ?? ownPage;
  const form = typeof page === "string" ? formOfPage.get(page) : undefined;
  if (typeof page !== "string" || form === undefined) return kid;
  if (isObject(kid)) return "/Stm" in kid ? kid : { ...kid, "/Pg": page, "/Stm": form };
  return typeof kid === "number" ? { "/Type": "/MCR", "/Pg": page, "/MCID": kid, "/Stm": form } : kid;
}
