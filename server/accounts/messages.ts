import { compose, type Message } from "@/server/mail/message";

export function signInMessage(publisher: string, link: string): Message {
  return compose("sign-in", publisher, `Your sign-in link for the ${publisher} trust centre`, [
    `Somebody, most likely you, asked to sign in to the ${publisher} trust centre with this address.`,
    `Open this page and press its button:\n${link}`,
    "The link works once, for 15 minutes. If you did not ask for it, ignore this message: without the link nobody gets in.",
  ]);
}

export function invitationMessage(publisher: string, account: string, signInAddress: string): Message {
  return compose("invitation", publisher, `You can now sign in to the ${publisher} trust centre`, [
    `You were added to ${account} in the ${publisher} trust centre, where ${account} signs the confidentiality agreement and reads the security pack.`,
    `Sign in with this address; a link is mailed to you each time:\n${signInAddress}`,
  ]);
}

export function accessEndedMessage(publisher: string, account: string): Message {
  return compose("access-ended", publisher, `Your access to the ${publisher} trust centre has ended`, [
    `An administrator of ${account} ended your access to the ${publisher} trust centre.`,
    "If that is a mistake, ask them, or ask for access anew at the trust centre.",
  ]);
}
