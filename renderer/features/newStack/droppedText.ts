let offered = '';

/** The text of a Compose file that was dropped onto the window; then go to the way for files. */
export const offerComposeText = (text: string): void => void (offered = text);

/** Once. */
export function takeComposeText(): string {
  const text = offered;
  offered = '';
  return text;
}
