import { HELPER_LABEL, THIS_RUN, TOOL_PATH } from './helperImage.ts';

/** Where the volume is in the helper; archives to and from the engine have it as their first folder. */
export const FOLDER = 'v';
/** Where a file of this machine is in it. */
const MOUNTED = '/file';

/** What a helper’s container is for. The first is never started: the engine reads and writes archives of it as it is. */
export type HelperMode =
  | { readonly name: 'archive' | 'pack' | 'unpack' | 'list' | 'sum' | 'empty' }
  /** Into a file of this machine that has the mark in it, if the engine sees the same. */
  | { readonly name: 'pack-into'; readonly file: string; readonly mark: string }
  /** With the contents that are in a file of this machine, if the engine sees the same. */
  | { readonly name: 'unpack-from'; readonly file: string; readonly sizeBytes: number; readonly sum: number };

/** What the program is told to do, and the file that it needs for it. */
function commandOf(mode: HelperMode): { readonly words: readonly string[]; readonly file?: string } {
  if (mode.name === 'pack-into') return { words: ['pack', MOUNTED, mode.mark], file: mode.file };
  if (mode.name !== 'unpack-from') return { words: [mode.name] };
  return { words: ['unpack', MOUNTED, String(mode.sizeBytes), String(mode.sum)], file: mode.file };
}

export function containerBody(image: string, volume: string, isReadOnly: boolean, mode: HelperMode): object {
  const { words, file } = commandOf(mode);
  return {
    Image: image,
    Entrypoint: [TOOL_PATH],
    Cmd: words,
    User: '0:0',
    WorkingDir: `/${FOLDER}`,
    // What it reads, or that it may end: when nobody is there any more.
    AttachStdin: true,
    OpenStdin: true,
    StdinOnce: true,
    AttachStdout: true,
    AttachStderr: true,
    Labels: { [HELPER_LABEL]: THIS_RUN },
    NetworkDisabled: true,
    HostConfig: {
      NetworkMode: 'none',
      // Its output is the volume: a log of it would be written to the engine’s disk as text.
      LogConfig: { Type: 'none' },
      ...(file !== undefined && { SecurityOpt: ['label=disable'] }),
      Mounts: [
        {
          Type: 'volume',
          Source: volume,
          Target: `/${FOLDER}`,
          ReadOnly: isReadOnly,
          VolumeOptions: { NoCopy: true },
        },
        ...(file === undefined
          ? []
          : [{ Type: 'bind', Source: file, Target: MOUNTED, ReadOnly: mode.name !== 'pack-into' }]),
      ],
    },
  };
}
