/**
 * The public forms about vulnerabilities. This server reads them itself, because a report may bring large files and a
 * reference may stand in no address, and has Next make the page that answers.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { FieldError, FormState } from "@/server/access/form-state";
import { judgeToken, renewedToken, type TokenVerdict, trapField } from "@/server/access/form-token";
import { answerHeader } from "@/server/access/posted-answer";
import { currentPack } from "@/server/content/current-pack";
import type { DocumentStore } from "@/server/http/documents";
import { readSmallForm } from "@/server/http/form-body";
import { type BodyRefusal, refuseBody, takePlace } from "@/server/http/report-bounds";
import { discardFiles, type PostedForm, readReportForm } from "@/server/http/report-form";
import { isSameOrigin } from "@/server/http/same-origin";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { waitSentence } from "@/server/platform/time-words";
import { addToReport, countLookup, countReport, receiveReport } from "@/server/vulnerabilities/commands";
import type { Recipient } from "@/server/vulnerabilities/correspondence";
import { type PostedAnswer, reportAnswers } from "@/server/vulnerabilities/posted-answer";
import { type FollowedReport, followReport } from "@/server/vulnerabilities/queries";
import { readReference } from "@/server/vulnerabilities/reference";
import { additionInput, reportInput, reportLimits } from "@/server/vulnerabilities/schema";
import { securityContact } from "@/server/vulnerabilities/security-contact";
import { reportPath } from "@/server/vulnerabilities/security-text";
import type { InsideAddress } from "@/server/words/locale";
import { type Words, wordsIn } from "@/server/words/words";

const fields = ["summary", "details", "place", "steps", "name", "email", "thanks", "creditName"] as const;

/** @returns false where the address is that of no form here */
export async function answerReportForm(
  request: IncomingMessage,
  response: ServerResponse,
  inside: InsideAddress,
  documents: Pick<DocumentStore, "answerForm">,
): Promise<boolean> {
  const path = inside.url.split("?")[0];
  if (path !== reportPath && path !== `${reportPath}/status`) return false;
  const page = { locale: inside.locale, url: path };
  const made = path === reportPath ? await placed(request, inside) : await postStatus(request, inside);
  if (made === "busy" || made === "too-large") refuseBody(request, response, made, wordsIn(inside.locale));
  else
    await reportAnswers.during(made, (number) =>
      documents.answerForm(request, response, page, { [answerHeader]: number }),
    );
  return true;
}

/** Uploads take long, so that a network has a few at a time. */
async function placed(request: IncomingMessage, inside: InsideAddress): Promise<PostedAnswer | BodyRefusal> {
  const leave = takePlace(addressOf(request));
  if (leave === null) return "busy";
  try {
    return await postReport(request, inside);
  } finally {
    leave();
  }
}

async function recipient(): Promise<Recipient> {
  const [{ name, publisher }, contact] = await Promise.all([currentPack(), securityContact()]);
  return { pack: name, publisherName: publisher.names.short, securityContact: contact?.address ?? null };
}

const addressOf = (request: IncomingMessage) => String(request.headers["x-client-address"] ?? "unknown");

async function postReport(request: IncomingMessage, { locale }: InsideAddress): Promise<PostedAnswer | "too-large"> {
  const at = now();
  const words = wordsIn(locale);
  const reportId = newId();
  const until = await countReport(database(), addressOf(request), at);
  const form = await readReportForm(request, until === null ? `vulnerability-report/${reportId}` : null);
  if (form === "too-large") return form;
  const refuse = async (problem: { message?: string; errors?: readonly FieldError[] }): Promise<PostedAnswer> => {
    await discardFiles(form.files);
    return refusal(form, problem, words, at);
  };
  if (until !== null)
    return refuse({ message: `${words("vulnerability.form.tooMany")} ${waitSentence(until, words)}` });
  const verdict = judgeToken(secret(), form.values.token ?? "", at);
  const suspicion = suspicionOf(request, form, verdict, words);
  if (suspicion !== null) return refuse({ message: suspicion });
  const parsed = reportInput(words).safeParse(form.values);
  const errors = [...textErrors(form, parsed.error, words), ...fileErrors(form, words)];
  if (!parsed.success || errors.length > 0) return refuse({ errors });
  // Asked last: whoever presses the button of an empty form is told what is missing.
  if (verdict === "early") return refuse({ message: words("form.early") });
  const submission = { reportId, input: parsed.data, token: form.values.token ?? "", attachments: form.files, locale };
  try {
    const receipt = await receiveReport(database(), await recipient(), submission, at);
    await discardFiles(receipt.unused);
    return { kind: "received", reference: receipt.reference, mailed: parsed.data.email !== "" };
  } catch (error) {
    await discardFiles(form.files);
    throw error;
  }
}

/** Why this was perhaps not sent by a person at this site; each is told, and pressing the button again is enough for a person. */
function suspicionOf(request: IncomingMessage, form: PostedForm, verdict: TokenVerdict, words: Words): string | null {
  if (form.broken) return words("vulnerability.form.broken");
  if (!isSameOrigin(request)) return words("vulnerability.form.otherSite");
  if ((form.values[trapField] ?? "") !== "") return words("form.trap");
  return verdict === "forged" || verdict === "expired" ? words(`form.${verdict}`) : null;
}

function secret(): string {
  const { authSecret } = settings();
  if (authSecret === undefined) throw new Error("start has made no AUTH_SECRET");
  return authSecret;
}

function refusal(
  form: PostedForm,
  { message, errors = [] }: { readonly message?: string; readonly errors?: readonly FieldError[] },
  words: Words,
  at: Date,
): PostedAnswer {
  const again =
    form.chosen && !errors.some(({ field }) => field === "attachments")
      ? [{ field: "attachments", message: words("vulnerability.form.chooseAgain") }]
      : [];
  const values = Object.fromEntries(
    fields.flatMap((name) => (name in form.values ? [[name, form.values[name] ?? ""]] : [])),
  );
  const state: FormState = {
    ...{ status: "invalid", values, errors: [...errors, ...again] },
    ...(message === undefined ? {} : { message }),
  };
  return { kind: "refused", state, token: renewedToken(secret(), at) };
}

function fileErrors({ problem }: PostedForm, words: Words): FieldError[] {
  if (problem === null) return [];
  const most = reportLimits.files;
  const megabytes = reportLimits.fileBytes / 1024 / 1024;
  const message = {
    "too-many": words("vulnerability.form.tooManyFiles", { most }),
    "too-large": words("vulnerability.form.fileTooLarge", { megabytes }),
    "no-room": words("vulnerability.form.noRoom"),
  }[problem];
  return [{ field: "attachments", message }];
}

/** One for each field, in the fields' order. What was cut is refused, even where its beginning alone would do. */
function textErrors({ cut }: PostedForm, error: z.ZodError | undefined, words: Words): FieldError[] {
  return fields.flatMap((field) => {
    const issue = error?.issues.find(({ path }) => path[0] === field);
    if (issue !== undefined) return [{ field, message: issue.message }];
    return cut.has(field) ? [{ field, message: words("form.mostCharacters", { most: reportLimits.details }) }] : [];
  });
}

const StatusForm = z.object({ reference: z.string().max(200).default(""), text: z.string().optional() });

async function postStatus(request: IncomingMessage, { locale }: InsideAddress): Promise<PostedAnswer> {
  const words = wordsIn(locale);
  const form = await readSmallForm(request);
  const typed = StatusForm.safeParse(form === null ? {} : Object.fromEntries(form));
  const values: Readonly<Record<string, string>> = typed.success ? { reference: typed.data.reference } : {};
  const unknown = (message: string): PostedAnswer => ({
    kind: "unknown",
    state: { status: "invalid", values, errors: [{ field: "reference", message }] },
  });
  if (form === null || !typed.success || !isSameOrigin(request)) return unknown(words("vulnerability.status.notRead"));
  const until = await countLookup(database(), addressOf(request), now());
  if (until !== null) return unknown(`${words("form.tooManyAttempts")} ${waitSentence(until, words)}`);
  const reference = readReference(typed.data.reference);
  const to = await recipient();
  const found = reference === null ? null : await followReport(to.pack, reference);
  if (found === null) return unknown(words("vulnerability.status.unknown"));
  if (typed.data.text === undefined) return followed(found);
  const addition = additionInput(words).safeParse(typed.data);
  if (!addition.success) {
    const errors = [{ field: "text", message: addition.error.issues[0]?.message ?? "" }];
    return { ...followed(found), state: { status: "invalid", values: { text: typed.data.text }, errors } };
  }
  const added = await addToReport(database(), to, { reference: found.reference, text: addition.data.text });
  return { ...followed((await followReport(to.pack, found.reference)) ?? found), added };
}

const followed = (report: FollowedReport) =>
  ({ kind: "followed", report, added: false, state: { status: "idle" } }) as const;
