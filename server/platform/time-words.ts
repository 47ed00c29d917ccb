const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });

/** "Try again after 14:05 UTC." */
export const waitSentence = (until: Date): string => `Try again after ${clock.format(until)} UTC.`;
