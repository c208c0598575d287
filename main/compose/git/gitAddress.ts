import { AppFailure } from '../../../contract/errors.ts';

/** Where a repository is, parted from what proves who one is. */
export interface GitAddress {
  /** Without user and password: what is shown, passed on and kept. */
  readonly url: string;
  /** With them; absent where there are none. It goes to git by its environment alone. */
  readonly secretUrl?: string;
  /** What the folder of a clone is called. */
  readonly name: string;
}

const SCP = /^(?:[\w.-]+@)?(?!-)[\w.-]+:(?![\\/]{2})[^-:\s][^:\s]*$/;

/**
 * Reads an address: https, ssh, file, or `git@host:path`. Other transports of git run programs (`ext::`) or are neither
 * encrypted nor signed (`git://`, `http://`). Throws `invalid-input`.
 */
export function readGitAddress(given: string): GitAddress {
  const text = given.trim();
  if (/^(ext|fd)::/i.test(text) || text.startsWith('-') || /[\p{Cc}\s]/u.test(text)) throw refused();
  if (SCP.test(text) && !text.includes('://') && !/^[A-Za-z]:[\\/]/.test(text))
    return { url: text, name: nameOf(text) };
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw refused();
  }
  if (!['https:', 'ssh:', 'file:'].includes(url.protocol) || url.hostname.startsWith('-')) throw refused();
  if (url.protocol !== 'file:' && (url.hostname === '' || url.pathname.length < 2)) throw refused();
  if (/^-|\/-/.test(decodeURIComponent(url.pathname).replace(/^\/+/, '').split('/')[0] ?? '')) throw refused();
  const name = nameOf(url.pathname);
  if (url.protocol === 'ssh:') {
    // The user is part of the address there; a password is none of ssh's.
    url.password = '';
    return { url: url.href, name };
  }
  if (url.username === '' && url.password === '') return { url: url.href, name };
  const secretUrl = url.href;
  url.username = '';
  url.password = '';
  return { url: url.href, secretUrl, name };
}

/** A name that git takes for a branch or a tag, and not for an option. Throws `invalid-input`. */
export function checkBranch(branch: string | undefined): string | undefined {
  if (branch === undefined || branch === '') return undefined;
  if (/^[\w][\w./+@-]*$/.test(branch) && !/\.\.|@\{|\/$|\.lock$/.test(branch)) return branch;
  throw new AppFailure({
    code: 'invalid-input',
    path: ['branch'],
    message: 'This is no name of a branch or tag.',
    hint: 'Write it as git does: main, or v1.2. Empty is the branch that the repository begins with.',
  });
}

const nameOf = (path: string): string =>
  path
    .replace(/[/\\]+$/, '')
    .replace(/\.git$/, '')
    .replace(/^.*[/\\:]/, '')
    .replaceAll(/[^\w.-]/g, '-')
    .replace(/^[.-]+/, '') || 'repository';

const refused = () =>
  new AppFailure({
    code: 'invalid-input',
    path: ['url'],
    message: 'This is no address of a Git repository that Gantry fetches from.',
    hint: 'Write https://host/path, ssh://host/path, git@host:path or file:///path.',
  });
