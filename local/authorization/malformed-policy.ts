/** A text that is no policy document; the message says what is wrong with it. */
export class MalformedPolicy extends Error {
  override readonly name = "MalformedPolicy";
}
