/** What Mayfly may do in a workspace: answer commands, write, and know people by their address. */
const SCOPES = ["chat:write", "commands", "im:write", "users:read", "users:read.email"];

/** Manifest of the Slack app (facts 6.5), for the address that the deployment's output `SlackUrl` tells. */
export function slackManifest(url: string): object {
  if (!URL.canParse(url) || new URL(url).protocol !== "https:")
    throw new Error(`"${url}" is not the https address that the output SlackUrl tells.`);
  return {
    display_information: { name: "Mayfly", description: "Disposable AWS accounts" },
    features: {
      app_home: {
        ...{ home_tab_enabled: true, messages_tab_enabled: true },
        messages_tab_read_only_enabled: true,
      },
      bot_user: { display_name: "Mayfly", always_online: true },
      slash_commands: [
        {
          ...{ command: "/mayfly", url, should_escape: false },
          description: "Ask for an AWS account, and see to yours",
          usage_hint: "request 3d for load test | list | status | extend 1d | end | help",
        },
      ],
    },
    oauth_config: { scopes: { bot: SCOPES } },
    settings: {
      interactivity: { is_enabled: true, request_url: url },
      event_subscriptions: { request_url: url, bot_events: ["app_home_opened"] },
      ...{ org_deploy_enabled: false, socket_mode_enabled: false, token_rotation_enabled: false },
    },
  };
}

if (import.meta.main) console.log(JSON.stringify(slackManifest(process.argv[2] ?? ""), null, 2));
