import type { SettingChange, SettingRow } from '../../contract/model/containerChange.ts';

/** What is in one and not, or otherwise, in the other; in the order of the settings. */
export function compareRows(before: readonly SettingRow[], after: readonly SettingRow[]): readonly SettingChange[] {
  const old = new Map(before.map((row) => [row.key, row]));
  const fresh = new Map(after.map((row) => [row.key, row]));
  const keys = new Set([...old.keys(), ...fresh.keys()]);
  return [...keys].flatMap((key) => {
    const [was, is] = [old.get(key), fresh.get(key)];
    if (was?.value === is?.value) return [];
    const { value: _, ...named } = (is ?? was)!;
    return [{ ...named, ...(was && { before: was.value }), ...(is && { after: is.value }) }];
  });
}
