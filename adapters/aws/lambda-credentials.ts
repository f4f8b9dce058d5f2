import { fromEnv } from "@aws-sdk/credential-provider-env";

/**
 * Stands in every function's bundle where the SDK looks for credentials: Lambda hands a function those of
 * its role in the environment, so that the ways by files, single sign-on and metadata services would only
 * make the bundle a third larger and its start slower.
 */
export const defaultProvider = fromEnv;
