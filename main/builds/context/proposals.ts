import type { IgnoreProposal } from '../../../contract/model/buildContext.ts';

/** What is often in a folder and hardly ever wanted in an image, by the last part of its path. */
const USUAL: readonly (readonly [name: RegExp, pattern: string | undefined, reason: string])[] = [
  [/^\.git$/, '.git', 'the history of the repository'],
  [/^node_modules$/, '**/node_modules', 'packages that the build installs itself'],
  [/^(\.venv|venv)$/, undefined, 'a Python environment of this computer'],
  [/^__pycache__$/, '**/__pycache__', 'compiled Python'],
  [/^(\.svn|\.hg)$/, undefined, 'the history of the repository'],
  [/^(\.idea|\.vscode|\.vs)$/, undefined, 'settings of an editor'],
  [/^\.DS_Store$/, '**/.DS_Store', 'written by the Finder'],
  [/^(\.env|\.env\..+)$/, undefined, 'often holds passwords'],
  [/^(id_rsa|id_ed25519|.*\.pem)$/, undefined, 'a private key, perhaps'],
  [/^(\.npmrc|\.netrc|\.pypirc)$/, undefined, 'often holds a sign-in'],
  [/^\.terraform$/, '**/.terraform', 'downloads of Terraform'],
  [
    /^(\.gradle|\.cache|\.next|\.nuxt|coverage|\.nyc_output|\.pytest_cache|\.mypy_cache)$/,
    undefined,
    'a cache of a tool',
  ],
  [/\.(tmp|swp|bak)$/, undefined, 'a temporary file'],
  [/\.log$/, '**/*.log', 'a log'],
];

/** Collects what of a context an ignore file could leave out. */
export class Proposals {
  readonly #found = new Map<string, { pattern: string; reason: string; sizeBytes: number }>();

  /** Folders before what is in them; `sizeBytes` of a folder comes with its files. */
  add(path: string, sizeBytes: number): void {
    const parts = path.split('/');
    for (const [depth, part] of parts.entries()) {
      const usual = USUAL.find(([name]) => name.test(part));
      if (!usual) continue;
      const [, pattern, reason] = usual;
      const own = pattern ?? extensionPattern(part) ?? parts.slice(0, depth + 1).join('/');
      const known = this.#found.get(own);
      if (known) known.sizeBytes += sizeBytes;
      else if (this.#found.size < 50) this.#found.set(own, { pattern: own, reason, sizeBytes });
      return;
    }
  }

  /** What saves most comes first; what may hold a secret counts however small it is. */
  list(): readonly IgnoreProposal[] {
    return [...this.#found.values()].sort((a, b) => b.sizeBytes - a.sizeBytes).map((one) => ({ ...one }));
  }
}

const extensionPattern = (name: string): string | undefined => {
  const [, extension] = /\.(tmp|swp|bak)$/.exec(name) ?? [];
  return extension && `**/*.${extension}`;
};
