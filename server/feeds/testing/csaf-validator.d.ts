/** The validator library of the Secvisogram project has no types of its own: as much of it as the tests use. */
declare module "@secvisogram/csaf-validator-lib/validate.js" {
  interface Found {
    readonly instancePath: string;
    readonly message?: string;
  }
  interface Outcome {
    readonly name: string;
    readonly errors: readonly Found[];
    readonly warnings: readonly Found[];
  }
  export default function validate(
    tests: readonly unknown[],
    document: unknown,
  ): Promise<{ tests: readonly Outcome[] }>;
}
declare module "@secvisogram/csaf-validator-lib/schemaTests.js";
declare module "@secvisogram/csaf-validator-lib/mandatoryTests.js";
declare module "@secvisogram/csaf-validator-lib/optionalTests.js";
