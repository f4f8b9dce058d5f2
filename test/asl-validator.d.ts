/** The package has no types of its own. */
declare module "asl-validator" {
  interface Outcome {
    readonly isValid: boolean;
    readonly errors: readonly { readonly "Error code": string; readonly Message?: string }[];
    errorsText(separator?: string): string;
  }
  export default function validate(definition: unknown): Outcome;
}
