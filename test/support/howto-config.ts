/** The exact lines of the how-to's set-up. */
export const HOWTO_CONFIG = `[profile koa-dev-customer]
sso_session = koa-dev-customer
sso_account_id = 931827427725
sso_role_name = idp_customer_access
region = eu-west-1
output = json
[sso-session koa-dev-customer]
sso_start_url = https://jppol-sso.awsapps.com/start
sso_region = eu-west-1
sso_registration_scopes = sso:account:access
`;
