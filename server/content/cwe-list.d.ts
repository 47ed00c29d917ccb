/** The validator library of the Secvisogram project has no types of its own: here its list of weaknesses. */
declare module "@secvisogram/csaf-validator-lib/cwe.js" {
  export const weaknesses: readonly { readonly id: string; readonly name: string }[];
}
