/** Why a build is cut off before its commands have ended; `CLOSED` when the cloud itself ends. */
export type CutOff = "STOPPED" | "TIMED_OUT" | "FAULT" | "CLOSED";
