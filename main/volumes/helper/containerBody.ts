import { HELPER_LABEL, THIS_RUN, TOOL_PATH } from './helperImage.ts';

/** Where the volume is in the helper; archives to and from the engine have it as their first folder. */
export const FOLDER = 'v';
/** Where a file of this machine is in it. */
const OUTPUT = '/output';

/** What a helper’s container is for. The first is never started: the engine reads and writes archives of it as it is. */
export type HelperMode =
  | { readonly name: 'archive' | 'pack' | 'unpack' | 'list' | 'sum' | 'empty' }
  /** Into a file of this machine that has the mark in it, if the engine sees the same. */
  | { readonly name: 'pack-into'; readonly file: string; readonly mark: string };

export function containerBody(image: string, volume: string, isReadOnly: boolean, mode: HelperMode): object {
  const isOwnFile = mode.name === 'pack-into';
  return {
    Image: image,
    Entrypoint: [TOOL_PATH],
    Cmd: isOwnFile ? ['pack', OUTPUT, mode.mark] : [mode.name],
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
      ...(isOwnFile && { SecurityOpt: ['label=disable'] }),
      Mounts: [
        {
          Type: 'volume',
          Source: volume,
          Target: `/${FOLDER}`,
          ReadOnly: isReadOnly,
          VolumeOptions: { NoCopy: true },
        },
        ...(isOwnFile ? [{ Type: 'bind', Source: mode.file, Target: OUTPUT }] : []),
      ],
    },
  };
}
