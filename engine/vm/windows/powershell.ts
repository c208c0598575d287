import { AppFailure } from '../../../contract/errors.ts';
import { type Env, runProgram } from '../run.ts';

/** An error of PowerShell by its language-neutral names; `message` is in the system's language. */
export class PowerShellError extends Error {
  /** `FullyQualifiedErrorId`, like `AccessDenied,Microsoft.HyperV.PowerShell.Commands.GetVM`. */
  readonly id: string;
  /** `CategoryInfo.Category`, like `PermissionDenied`. */
  readonly category: string;
  constructor(message: string, id: string, category: string) {
    super(message);
    this.name = 'PowerShellError';
    this.id = id;
    this.category = category;
  }
}

export interface PowerShellOptions {
  readonly env: Env;
  readonly timeoutMs?: number;
}

/**
 * Runs `script`, which must be a constant: what varies comes in as `$in`, read from JSON in the environment, so that no name
 * or path is ever part of a script. Resolves with what the script gives, as JSON makes it; rejects with `PowerShellError`.
 */
export async function powerShell(script: string, input: unknown, options: PowerShellOptions): Promise<unknown> {
  const { status, stdout, stderr } = await runProgram({ file: 'powershell.exe', args: [] }, powerShellArgs(script), {
    env: { ...options.env, GANTRY_INPUT: JSON.stringify(input) },
    timeoutMs: options.timeoutMs ?? 120_000,
  });
  const outcome = parseOutcome(stdout.toString());
  if (!outcome) {
    const engineText = `${stdout.toString()}\n${stderr.toString()}`.trim().slice(-2000);
    throw new AppFailure({
      code: 'unexpected',
      message: 'Windows PowerShell did not run as expected.',
      hint: 'A policy of this machine may forbid scripts: its administrator knows.',
      ...(engineText && { engineText }),
      detail: `exit status ${status}`,
    });
  }
  if (outcome.ok) return outcome.value;
  throw new PowerShellError(outcome.message, outcome.id, outcome.category);
}

/** For what is only looked at: undefined when it cannot be read. */
export const readWithPowerShell = (script: string, input: unknown, env: Env): Promise<unknown> =>
  powerShell(script, input, { env }).catch(() => undefined);

/** The encoded form is not read by any parser of command lines. */
export function powerShellArgs(script: string): readonly string[] {
  const encoded = Buffer.from(wrap(script), 'utf16le').toString('base64');
  return ['-NoLogo', '-NoProfile', '-NonInteractive', '-OutputFormat', 'Text', '-EncodedCommand', encoded];
}

/** Errors stop the script and are told by name; progress bars and the console's code page stay out of the answer. */
const wrap = (script: string): string =>
  [
    "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'",
    '[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false',
    '$in = $env:GANTRY_INPUT | ConvertFrom-Json',
    'try {',
    `  $value = & {\n${script}\n}`,
    '  $out = @{ ok = $true; value = $value }',
    '} catch {',
    '  $out = @{ ok = $false; message = $_.Exception.Message; id = $_.FullyQualifiedErrorId; category = [string]$_.CategoryInfo.Category }',
    '}',
    '[Console]::Out.Write((ConvertTo-Json -Compress -Depth 6 $out))',
  ].join('\n');

type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string; readonly id: string; readonly category: string };

function parseOutcome(text: string): Outcome | undefined {
  try {
    const found = JSON.parse(text.replace(/^\u{feff}/u, '')) as Record<string, unknown>;
    if (found['ok'] === true) return { ok: true, value: found['value'] };
    if (found['ok'] !== false) return undefined;
    const said = (key: string) => (typeof found[key] === 'string' ? found[key] : '');
    return { ok: false, message: said('message'), id: said('id'), category: said('category') };
  } catch {
    return undefined;
  }
}
