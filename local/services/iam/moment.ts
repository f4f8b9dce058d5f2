/** A moment as IAM and STS answer it: they know no fractions of a second. */
export function moment(at: number): Date {
  return new Date(Math.floor(at / 1000) * 1000);
}
