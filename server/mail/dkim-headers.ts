/**
 * The header fields that a DKIM signature covers: what RFC 6376 §5.4.1 recommends and this product sends or may send.
 * The mailer's own list lacks List-Unsubscribe-Post, without which a mail box must not unsubscribe with one click
 * (RFC 8058 §4). Fields that a message does not have are left out by the mailer.
 */
export const signedHeaders: readonly string[] = [
  "From",
  "Sender",
  "Reply-To",
  "Subject",
  "Date",
  "Message-ID",
  "To",
  "Cc",
  "MIME-Version",
  "Content-Type",
  "Content-Transfer-Encoding",
  "In-Reply-To",
  "References",
  "Auto-Submitted",
  "List-Id",
  "List-Unsubscribe",
  "List-Unsubscribe-Post",
];
