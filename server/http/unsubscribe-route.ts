/**
 * `/unsubscribe/[token]`, the address that every message to a subscriber holds. Mail programs end the subscription with
 * one POST (RFC 8058): without a login, a cookie, a page of ours before it or a redirect after it. Whoever opens the
 * address gets one page, the same for every token, so that a scanner that follows links changes and learns nothing.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { answerHeader } from "@/server/access/posted-answer";
import { currentPack } from "@/server/content/current-pack";
import type { DocumentStore } from "@/server/http/documents";
import { readSmallForm } from "@/server/http/form-body";
import { changeSubscription, endSubscription } from "@/server/notices/subscriptions/commands";
import { type UnsubscribeAnswer, unsubscribeAnswers } from "@/server/notices/subscriptions/posted-answer";
import { choicesOfToken } from "@/server/notices/subscriptions/queries";
import { choicesInput } from "@/server/notices/subscriptions/schema";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import type { InsideAddress } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

const pattern = /^\/unsubscribe\/([^/]+)$/;
/** Under which the page is made and kept: the token goes no further than this server. */
const page = "/unsubscribe/link";
const methods = ["GET", "HEAD", "POST"];

/** @returns false where the address is another one */
export async function answerUnsubscribe(
  request: IncomingMessage,
  response: ServerResponse,
  { locale, url }: InsideAddress,
  documents: Pick<DocumentStore, "answer" | "answerForm">,
): Promise<boolean> {
  const token = pattern.exec(url.split("?")[0] ?? "")?.[1];
  if (token === undefined) return false;
  if (!methods.includes(request.method ?? "")) {
    response.writeHead(405, { Allow: methods.join(", "), Connection: "close" }).end();
    return true;
  }
  response.setHeader("Referrer-Policy", "no-referrer");
  response.setHeader("X-Robots-Tag", "noindex");
  const address = { locale, url: page };
  if (request.method !== "POST") await documents.answer(request, response, address);
  else {
    const answer = await takeForm(request, token, address);
    const told = (number: string) => documents.answerForm(request, response, address, { [answerHeader]: number });
    await unsubscribeAnswers.during(answer, told);
  }
  return true;
}

const Step = z.enum(["end", "choose", "change"]);

async function takeForm(
  request: IncomingMessage,
  token: string,
  { locale }: InsideAddress,
): Promise<UnsubscribeAnswer> {
  const form = await readSmallForm(request);
  const { name } = await currentPack();
  const oneClick = form?.get("List-Unsubscribe") === "One-Click";
  const step = Step.safeParse(oneClick ? "end" : form?.get("step"));
  if (form === null || !step.success) return { kind: "unread" };
  if (step.data === "end") {
    await endSubscription(database(), name, token, now());
    return { kind: "ended" };
  }
  const known = await choicesOfToken(database(), name, token);
  if (known === null) return { kind: "unknown" };
  if (step.data === "choose") return { kind: "choices", choices: known, state: { status: "idle" } };
  const values = { ...Object.fromEntries(form), topics: form.getAll("topics") };
  const chosen = choicesInput(wordsIn(locale)).safeParse(values);
  if (chosen.success)
    return (await changeSubscription(database(), name, token, chosen.data))
      ? { kind: "changed", choices: chosen.data }
      : { kind: "unknown" };
  const errors = [{ field: "topics", message: chosen.error.issues[0]?.message ?? "" }];
  return { kind: "choices", choices: known, state: { status: "invalid", values: {}, errors } };
}
