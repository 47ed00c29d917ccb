/** What comes in addresses, checked: an id that no row can have is a page that does not exist. */
import { notFound } from "next/navigation";
import { z } from "zod";

export interface IdParameter {
  readonly params: Promise<{ id: string }>;
}

export type SearchParameters = Promise<Readonly<Record<string, string | string[] | undefined>>>;

export interface SearchParameter {
  readonly searchParams: SearchParameters;
}

const Id = z.uuid();

/** The id in the page's address. */
export async function idOf(params: Promise<{ id: string }>): Promise<string> {
  const parsed = Id.safeParse((await params).id);
  return parsed.success ? parsed.data : notFound();
}

/** One text of the query; undefined where it is missing, empty or comes twice. */
export async function textOf(searchParams: SearchParameters, name: string): Promise<string | undefined> {
  const value = (await searchParams)[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** `?before=` with a row's id; anything else means the first page. */
export async function cursorOf(searchParams: SearchParameters): Promise<string | undefined> {
  const parsed = Id.safeParse((await searchParams).before);
  return parsed.success ? parsed.data : undefined;
}
