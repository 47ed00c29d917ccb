import { compose, type Message } from "@/server/mail/message";

export function recordMessage(publisher: string, customer: string, version: string): Message {
  return compose("signed-record", publisher, `Signed: confidentiality agreement ${version} with ${customer}`, [
    `The signed record of the confidentiality agreement, version ${version}, between ${publisher} and ${customer} is attached.`,
    "The file carries the publisher's electronic seal: a PDF reader shows whether it has changed since. Keep it as it is; printing or saving it anew breaks the seal.",
  ]);
}
