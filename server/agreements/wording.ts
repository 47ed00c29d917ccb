/** What a signatory agrees to, word for word: the page shows these sentences and the evidence keeps them. */
export const wording = {
  locale: "en-GB",
  consent:
    "I have read this agreement, I agree to it on behalf of the company named in it, and I agree that this electronic signature has the effect of my signature on paper.",
  authority: "I am authorised to bind the company named in this agreement.",
  method: "Signed in with a single-use link mailed to the e-mail address",
} as const;
