/** Mail servers that take nothing from us, whatever the message: for the operator to mend, and nobody else's fault. */
import { refusal, type startMailServer } from "./mail-server";

export const refusingServers: [what: string, options: Parameters<typeof startMailServer>[0], user: string][] = [
  [
    "the login",
    {
      authMethods: ["PLAIN"],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, answer) => answer(refusal(535, "bad password")),
    },
    "user:wrong@",
  ],
  ["the connection", { onConnect: (_session, answer) => answer(refusal(554, "not from here")) }, ""],
  ["the sender", { onMailFrom: (_from, _session, answer) => answer(refusal(550, "sender unknown")) }, ""],
  ["mail without a certificate that verifies", { hideSTARTTLS: false }, ""],
];
