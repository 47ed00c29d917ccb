/** `publisher.yaml`: who the publisher is and what it has set. Null always means "not stated by the publisher". */
import { z } from "zod";
import { Quarter } from "./calendar";
import { PatchTarget } from "./report-schema";

export const notStated = "not stated by the publisher";

const text = z.string().trim().min(1);
const stated = text.nullable();
const mail = z.email().nullable();
const count = z.int().positive();

const Contacts = z.strictObject({
  /** Where vulnerabilities are reported. Null: no security.txt is published. */
  security: mail,
  /** Questions about the programme. */
  trust: mail,
  incidents: z.strictObject({ mail, role: stated, availability: stated, subject: stated }),
});

const Breach = z.strictObject({
  /** Hours within which customers are told of a personal data breach. */
  customersHours: count,
  authority: z.strictObject({ name: stated, hours: count.nullable(), rule: text }),
});

/** What happens when no mitigation can be agreed on an objection. */
const UnresolvedObjection = z.strictObject({
  outcome: z.enum(["order-form-may-be-terminated", "not-resolved"]),
  statement: text,
});

/** The portal's own settings, in days: how long it keeps what is not evidence, and by when objections are answered. Nothing here is a statement by the publisher. */
const PortalSettings = z.strictObject({
  keep: z.strictObject({
    declinedAccessRequestsDays: count,
    unconfirmedAccessRequestsDays: count,
    usedLinksDays: count,
    endedSessionsDays: count,
    sentMailDays: count,
    closedVulnerabilityReportsDays: count,
    webhookLogDays: count,
    objectionDraftsDays: count,
  }),
  /** By when each side of an objection is asked to answer, and how long before that it is reminded. */
  objections: z.strictObject({
    staffAnswerBusinessDays: count,
    accountAnswerDays: count,
    remindDaysBefore: count,
  }),
});

export const Publisher = z.strictObject({
  names: z.strictObject({ legal: text, short: text }),
  companyNumber: stated,
  companyRegister: stated,
  registeredIn: stated,
  registeredAddress: stated,
  website: z.url().nullable(),
  contacts: Contacts,
  governingLaw: stated,
  signingOfficer: stated,
  breachNotification: Breach,
  questionReplyBusinessDays: count.nullable(),
  /** Empty: no target is stated. */
  patchTargets: z.array(PatchTarget),
  /** Days of notice before a sub-processor change; the portal's rule allows none below 30. */
  noticeDays: z.int().min(30),
  regions: z.array(z.strictObject({ name: text, offered: z.enum(["as-standard", "by-exception"]) })),
  unresolvedObjection: UnresolvedObjection,
  /** What the publisher itself states about keeping records. */
  statedRetention: z.strictObject({ logsDays: count.nullable(), signedAgreementsYears: count.nullable() }),
  portal: PortalSettings,
  /** The publisher's colour; the site takes its hue alone. */
  accent: z.string().regex(/^#[0-9a-f]{6}$/, "a colour is written like #1f5d8c"),
  languages: z.array(z.enum(["en", "nb"])).min(1),
  status: z.strictObject({
    state: z.enum(["final", "draft"]),
    statement: stated,
    pending: z.array(z.strictObject({ title: text, statement: text, quarter: Quarter.nullable() })),
  }),
});
export type Publisher = z.infer<typeof Publisher>;
