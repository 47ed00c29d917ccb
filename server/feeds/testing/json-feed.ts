/** JSON Feed held against the rules of jsonfeed.org/version/1.1, and against what its published schema adds: no tag twice. */
import { z } from "zod";

const JsonFeed = z.strictObject({
  version: z.literal("https://jsonfeed.org/version/1.1"),
  title: z.string().min(1),
  home_page_url: z.url(),
  feed_url: z.url(),
  description: z.string(),
  language: z.string(),
  authors: z.array(z.strictObject({ name: z.string().min(1) })).min(1),
  hubs: z.array(z.strictObject({ type: z.string(), url: z.url() })).optional(),
  items: z.array(
    z.strictObject({
      ...{ id: z.string().min(1), url: z.url(), title: z.string(), summary: z.string(), content_html: z.string() },
      ...{ date_published: z.iso.datetime(), date_modified: z.iso.datetime() },
      tags: z.array(z.string()).refine((tags) => new Set(tags).size === tags.length, "a tag comes twice"),
    }),
  ),
});

/** @throws where it breaks a rule of the format */
export const readJsonFeed = (text: string): z.infer<typeof JsonFeed> => JsonFeed.parse(JSON.parse(text));
