// oidc-provider, a strict OpenID provider, at Salesforce's paths and with the two members that only Salesforce adds.
import { pathToFileURL } from "node:url";

const library = new URL("oidc-provider/lib/index.js", pathToFileURL(process.env.MODULES + "/"));
const Provider = (await import(library)).default;
const origin = `http://localhost:${process.env.PORT}`;

const provider = new Provider(origin, {
  clients: [
    {
      client_id: "strict",
      token_endpoint_auth_method: "none",
      redirect_uris: [process.env.REDIRECT_URI],
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      application_type: "native",
    },
  ],
  scopes: ["openid", "offline_access", "api"],
  pkce: { required: () => true, methods: ["S256"] },
  issueRefreshToken: async () => true,
  rotateRefreshToken: () => true,
  routes: {
    authorization: "/services/oauth2/authorize",
    token: "/services/oauth2/token",
    revocation: "/services/oauth2/revoke",
    userinfo: "/services/oauth2/userinfo",
    jwks: "/id/keys",
  },
  features: { devInteractions: { enabled: true }, revocation: { enabled: true } },
});
provider.use(async (ctx, next) => {
  await next();
  if (ctx.path === "/services/oauth2/token" && ctx.body?.access_token) {
    ctx.body.instance_url = origin;
    ctx.body.id = `${origin}/id/00D000000000001EAA/005000000000001AAA`;
  }
});
provider.listen(Number(process.env.PORT), "localhost", () => console.log("ready"));
