/**
 * The address, if it is one of the web; else nothing. For what strangers say (a registry, a frontend of a Dockerfile):
 * any other scheme may start a program of this computer when it is followed.
 */
export function webAddress(text: string | null | undefined): string | undefined {
  if (!text || !URL.canParse(text)) return undefined;
  const { protocol } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? text : undefined;
}
