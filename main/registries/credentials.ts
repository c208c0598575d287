/** What opens a registry: a name and a password (or access token), or a token that the registry gave at sign-in. */
export type Credentials =
  | { readonly username: string; readonly password: string }
  | { readonly identityToken: string; readonly username?: string };

export const basicHeader = ({ username, password }: { username: string; password: string }): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/** A registry's own words may repeat what it was sent. */
export function withoutSecrets(text: string, credentials: Credentials | undefined): string {
  if (!credentials) return text;
  const secrets =
    'identityToken' in credentials
      ? [credentials.identityToken]
      : [credentials.password, basicHeader(credentials).slice('Basic '.length)];
  return secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .filter((secret) => secret !== '')
    .reduce((rest, secret) => rest.replaceAll(secret, '••••'), text);
}
