import type { ServiceOf } from '../../contract/index.ts';
import type { PolicyStatus } from '../../contract/model/settingPath.ts';
import type { Host } from '../host.ts';
import { exportText, importText } from '../storage/exchange.ts';
import type { SettingsStore } from '../storage/settings.ts';

interface SettingsFileParts {
  readonly settings: SettingsStore;
  readonly policy: PolicyStatus;
  readonly host: Pick<Host, 'offerFile'>;
}

export function createSettingsFileService({ settings, policy, host }: SettingsFileParts): ServiceOf<'settingsFile'> {
  return {
    async export() {
      const { text, leftOut } = exportText(settings.current());
      const bytes = new TextEncoder().encode(text);
      const { downloadUrl, finished } = await host.offerFile({
        name: `gantry-settings-${new Date().toISOString().slice(0, 10)}.json`,
        sizeBytes: bytes.length,
        open: async function* () {
          yield bytes;
        },
      });
      finished.catch(() => {}); // Who gave it up knows.
      return { leftOut, ...(downloadUrl !== undefined && { downloadUrl }) };
    },
    import: ({ text, isTrial }) => importText(text, settings, policy, isTrial),
    policy: async () => policy,
  };
}
