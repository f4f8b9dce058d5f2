/**
 * Which function fills which placeholder of a state machine, by its folder under `functions/steps/`. The
 * one other placeholder is `NukeProject` of `teardown`, the build project.
 */
export const STEPS = {
  vend: {
    ClaimAccount: "claim-account",
    CreateAccount: "create-account",
    ConfirmCreation: "confirm-creation",
    AwaitAccessRole: "await-access-role",
    ApplyBaseline: "apply-baseline",
    PlaceAccount: "place-account",
    OpenAccess: "open-access",
    SettleEntries: "settle-entries",
    AssignOwner: "assign-owner",
    SetBudget: "set-budget",
    ActivateLease: "activate-lease",
    FailLease: "fail-lease",
  },
  stock: {
    CreateAccount: "create-account",
    StockAccount: "stock-account",
  },
  teardown: {
    BeginTeardown: "begin-teardown",
    CloseAccess: "close-access",
    SettleEntries: "settle-entries",
    UnassignOwner: "unassign-owner",
    QuarantineAccount: "quarantine-account",
    EndLease: "end-lease",
    RemoveBudget: "remove-budget",
    BeginNuke: "begin-nuke",
    VerifyClean: "verify-clean",
    QueueClosure: "queue-closure",
    CloseAccount: "close-account",
    ConfirmClosure: "confirm-closure",
    ReturnAccount: "return-account",
    ParkClosure: "park-closure",
    RequireAttention: "require-attention",
  },
} as const;

export type Machine = keyof typeof STEPS;

/** The folders of the functions that a machine calls. */
export type StepOf<M extends Machine> = Extract<(typeof STEPS)[M][keyof (typeof STEPS)[M]], string>;
