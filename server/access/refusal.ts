/** A command says no with a sentence for the person: somebody was quicker, or the state does not allow it. */
export class Refusal extends Error {
  override name = "Refusal";
  constructor(
    message: string,
    /** The form's field that it belongs to, where there is one. */
    readonly field?: string,
  ) {
    super(message);
  }
}
