import { gunzipSync } from 'node:zlib';
import { PROGRAM_BYTES } from './programBytes.ts';

const ARCHITECTURES: Readonly<Record<string, keyof typeof PROGRAM_BYTES>> = {
  amd64: 'amd64',
  x86_64: 'amd64',
  arm64: 'arm64',
  aarch64: 'arm64',
};

/**
 * The program that runs in helper containers (`resources/helper-program`): static, some kilobytes. Undefined where there
 * is none for the processor, as the engine calls it.
 */
export function helperProgram(engineArch: string): Buffer | undefined {
  const architecture = ARCHITECTURES[engineArch];
  return architecture && gunzipSync(Buffer.from(PROGRAM_BYTES[architecture], 'base64'));
}

export const hasHelperProgram = (engineArch: string): boolean => engineArch in ARCHITECTURES;
