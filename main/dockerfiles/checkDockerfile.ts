import type { DockerfileCheck } from '../../contract/model/dockerfile.ts';
import { buildxFailure } from '../buildx/buildxFailure.ts';
import type { Buildx } from '../buildx/createBuildx.ts';
import { type Checked, parseCheck } from './parseCheck.ts';
import { withoutSyntax } from './withoutSyntax.ts';

interface Check {
  readonly context: string;
  readonly text: string;
  /** Absolute. */
  readonly folder: string;
}

/**
 * BuildKit's own checks. They are made by the engine itself, whichever builder is chosen: they need no other, and one
 * that does not run would have to be started first.
 */
export async function checkDockerfile(buildx: Buildx, check: Check, signal: AbortSignal): Promise<DockerfileCheck> {
  const startedAt = performance.now();
  const done = (checked: Checked, notes: readonly string[] = []): DockerfileCheck => ({
    findings: checked.findings,
    notes: [...notes, ...checked.unresolved.map(unresolvedNote)],
    durationMs: Math.round(performance.now() - startedAt),
  });
  const first = await ask(buildx, check, check.text, signal);
  if (first.checked) return done(first.checked);
  const plain = withoutSyntax(check.text);
  // The frontend that the file asks for has to be pulled, which needs a network; the engine has one of its own.
  if (plain === undefined || !isFrontendMissing(first.ended.stderr)) throw buildxFailure(first.ended, check.context);
  const second = await ask(buildx, check, plain.text, signal);
  if (!second.checked) throw buildxFailure(second.ended, check.context);
  return done(second.checked, [
    `The frontend ${plain.syntax} could not be fetched: the engine’s own checked the file in its place.`,
  ]);
}

async function ask(buildx: Buildx, { context, folder }: Check, text: string, signal: AbortSignal) {
  const builder = buildx.engineBuilder(context);
  const args = ['build', '--builder', builder, '--call=check,format=json', '--progress=plain', '--file', '-'];
  const ended = await buildx.run(context, [...args, folder], { signal, input: text });
  return { ended, checked: parseCheck(ended.stdout) };
}

const isFrontendMissing = (stderr: string) =>
  /resolve image config for docker-image:|failed to resolve source metadata|frontend/i.test(stderr);

const unresolvedNote = (image: string) =>
  `${image} could not be looked up, so checks that depend on the base image were left out.`;
