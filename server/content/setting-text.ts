/** The values of publisher.yaml that a page or an agreement may quote, in words. */
import type { Publisher } from "./publisher-schema";

const hours = (count: number | null) => (count === null ? null : `${count} ${count === 1 ? "hour" : "hours"}`);

export const settingTexts = {
  legalName: ({ names }) => names.legal,
  shortName: ({ names }) => names.short,
  companyNumber: ({ companyNumber }) => companyNumber,
  companyRegister: ({ companyRegister }) => companyRegister,
  registeredIn: ({ registeredIn }) => registeredIn,
  registeredAddress: ({ registeredAddress }) => registeredAddress,
  website: ({ website }) => website,
  governingLaw: ({ governingLaw }) => governingLaw,
  signingOfficer: ({ signingOfficer }) => signingOfficer,
  breachCustomers: ({ breachNotification }) => hours(breachNotification.customersHours),
  breachAuthority: ({ breachNotification }) => hours(breachNotification.authority.hours),
  breachAuthorityName: ({ breachNotification }) => breachNotification.authority.name,
  questionReply: ({ questionReplyBusinessDays: days }) => (days === null ? null : `${days} business days`),
  noticeDays: ({ noticeDays }) => `${noticeDays} days`,
  incidentRole: ({ contacts }) => contacts.incidents.role,
  incidentAvailability: ({ contacts }) => contacts.incidents.availability,
  incidentSubject: ({ contacts }) => contacts.incidents.subject,
  logsKept: ({ statedRetention: { logsDays } }) => (logsDays === null ? null : `${logsDays} days`),
  signedAgreementsKept: ({ statedRetention: { signedAgreementsYears: years } }) =>
    years === null ? null : `${years} years`,
} as const satisfies Record<string, (publisher: Publisher) => string | null>;

export type SettingName = keyof typeof settingTexts;

export function isSettingName(text: string): text is SettingName {
  return Object.hasOwn(settingTexts, text);
}
