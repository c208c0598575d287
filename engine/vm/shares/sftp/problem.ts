import { STATUS, type StatusCode } from './protocol.ts';

/** What a request is answered with instead of what it asked for. */
export class SftpProblem extends Error {
  readonly status: StatusCode;
  constructor(status: StatusCode, message: string) {
    super(message);
    this.status = status;
  }
}

export const malformed = (what: string) => new SftpProblem(STATUS.badMessage, `Malformed request: ${what}`);

const STATUSES: Readonly<Record<string, StatusCode>> = {
  ENOENT: STATUS.noSuchFile,
  ENOTDIR: STATUS.noSuchFile,
  EACCES: STATUS.permissionDenied,
  EPERM: STATUS.permissionDenied,
  EROFS: STATUS.permissionDenied,
  ENOTSUP: STATUS.unsupported,
  ENOSYS: STATUS.unsupported,
};

/** Version 3 has few words: a full disk is a `failure` like a name that is taken. The text says which. */
export function problemOf(error: unknown): SftpProblem {
  if (error instanceof SftpProblem) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return new SftpProblem(STATUSES[code ?? ''] ?? STATUS.failure, code ?? message);
}
