import type { InstalledPackage } from '../../../contract/model/imageFiles.ts';

/** `/lib/apk/db/installed`: paragraphs of one letter, a colon and a value (apk-tools, “Apk spec”, installed database). */
export function readApk(text: string): readonly InstalledPackage[] {
  return text.split(/\n\n+/).flatMap((paragraph): InstalledPackage[] => {
    // Files of a package come after its own lines, under `F:`, with letters of their own.
    const own = paragraph.split(/^F:/m, 1)[0] ?? '';
    const field = (letter: string) => new RegExp(`^${letter}:(.*)$`, 'm').exec(own)?.[1]?.trim();
    const [name, version] = [field('P'), field('V')];
    return name && version ? [{ name, version, architecture: field('A') ?? '' }] : [];
  });
}
