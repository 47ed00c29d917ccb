/** What accounts and staff are written about an incident. */

import type { EscalationStep } from "@/server/assurance/incidents/duties";
import type { Description } from "@/server/assurance/incidents/sealed-incident";
import { compose, type Message } from "@/server/mail/message";
import { settings } from "@/server/platform/env";
import type { Incident } from "@/server/platform/generated/prisma/client";
import type { IncidentDuty } from "@/server/platform/generated/prisma/enums";
import { wordsIn } from "@/server/words/words";

const addressOf = (path: string) => new URL(path, settings().publicUrl).href;

/** Nothing is known of a contact's language. */
const words = wordsIn("en");

export interface UpdateFacts extends Pick<Description, "title"> {
  readonly publisherName: string;
  readonly incident: Pick<Incident, "reference" | "class">;
  readonly number: number;
  /** As staff wrote it. */
  readonly text: string;
}

/** It is the same for every account, so that what is seen before it is sent is what each of them reads. */
export function updateMessage({ publisherName, incident, number, title, text }: UpdateFacts): Message {
  const values = { publisher: publisherName, reference: incident.reference, class: incident.class, number, title };
  const paragraphs = [
    words("incidents.mail.concerns", values),
    words("incidents.mail.facts", values),
    text,
    `${words("incidents.mail.read")}\n${addressOf("/portal/notices")}`,
  ];
  return compose("incident", publisherName, words("incidents.mail.subject", values), paragraphs, words);
}

export interface EscalationFacts {
  readonly publisherName: string;
  readonly incident: Pick<Incident, "id" | "reference" | "class">;
  readonly duty: IncidentDuty;
  readonly step: EscalationStep;
  /** When the time is over: "29 November 2026 at 14:05 UTC". */
  readonly due: string;
}

/** To staff: the reference and the time. What happened is read at the desk alone. */
export function escalationMessage({ publisherName, incident, duty, step, due }: EscalationFacts): Message {
  const values = { reference: incident.reference, class: incident.class, step, due };
  const over = step === 100;
  const paragraphs = [
    words(`incidents.mail.${duty}.${over ? "over" : "runs"}`, values),
    `${words("incidents.mail.desk")}\n${addressOf(`/desk/incidents/${incident.id}`)}`,
  ];
  const subject = words(over ? "incidents.mail.overSubject" : "incidents.mail.runsSubject", values);
  return compose("incident-clock", publisherName, subject, paragraphs, words);
}
