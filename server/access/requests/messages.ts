import { compose, type Message } from "@/server/mail/message";

export function confirmMessage(publisher: string, link: string): Message {
  return compose("request-confirm", publisher, `Confirm your address for the ${publisher} trust centre`, [
    `Somebody, most likely you, asked for access to the ${publisher} trust centre with this address.`,
    `Open this page and press its button to confirm:\n${link}`,
    "The link works once, for 15 minutes. If you did not ask, ignore this message.",
  ]);
}

export function waitingMessage(publisher: string): Message {
  return compose("request-waiting", publisher, `Your request for access to the ${publisher} trust centre`, [
    "Your address is confirmed and your request is in our queue. A person looks at it, and you get a mail with the answer.",
  ]);
}

export function staffMessage(publisher: string, queueAddress: string): Message {
  return compose("request-for-staff", publisher, "A request for access waits", [
    `Somebody has confirmed an address and waits for an answer:\n${queueAddress}`,
  ]);
}

export function approvedMessage(publisher: string, account: string, signInAddress: string): Message {
  return compose("request-approved", publisher, `You can now sign in to the ${publisher} trust centre`, [
    `Your request was approved: you are a contact of ${account}.`,
    `Sign in with this address; a link is mailed to you each time:\n${signInAddress}`,
  ]);
}

export function declinedMessage(publisher: string, reason: string): Message {
  return compose("request-declined", publisher, `Your request for access to the ${publisher} trust centre`, [
    "We looked at your request and did not approve it. The reason given:",
    reason,
    "If something has changed, you can ask again.",
  ]);
}
