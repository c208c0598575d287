import type { Settings } from '../contract/model/settings.ts';
import type { Gantry } from '../main/gantry.ts';

/** Gives the settings as they are, and tells each change of what `of` reads from them, the first included. */
export async function followSettings<T>(
  { app }: Pick<Gantry['handlers'], 'app'>,
  of: (settings: Settings) => T,
  take: (value: T) => void,
  signal: AbortSignal,
): Promise<void> {
  let last: string | undefined;
  for await (const settings of app.settings({}, signal)) {
    const value = of(settings);
    const text = JSON.stringify(value);
    if (text === last) continue;
    last = text;
    take(value);
  }
}

export async function currentSettings({ app }: Pick<Gantry['handlers'], 'app'>): Promise<Settings> {
  for await (const settings of app.settings({}, new AbortController().signal)) return settings;
  throw new Error('There are no settings.');
}
