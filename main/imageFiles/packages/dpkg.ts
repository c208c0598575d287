import type { InstalledPackage } from '../../../contract/model/imageFiles.ts';

/**
 * `/var/lib/dpkg/status`, and the files of `status.d` in distroless images: paragraphs of `Field: value` (deb-control(5),
 * dpkg-query(1)). Packages that were removed stay in it and are left out; those of `status.d` have no status.
 */
export function readDpkg(text: string): readonly InstalledPackage[] {
  return text.split(/\r?\n(?:[ \t]*\r?\n)+/).flatMap((paragraph): InstalledPackage[] => {
    const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.*?)[ \\t]*$`, 'm').exec(paragraph)?.[1];
    const [name, version, status] = [field('Package'), field('Version'), field('Status')];
    if (!name || !version) return [];
    // The third word is what it is: `installed`, `config-files`, `half-configured`…
    const state = status?.split(/\s+/)[2];
    if (state !== undefined && ['not-installed', 'config-files'].includes(state)) return [];
    return [{ name, version, architecture: field('Architecture') ?? '' }];
  });
}
