/** Lets milliseconds of the cloud pass at once. */
export type Pass = (milliseconds: number) => Promise<void>;
