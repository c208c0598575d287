import { readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import { runFix } from '../../engine/index.ts';
import { atomicWrite } from '../storage/atomicWrite.ts';
import { fileFailure } from '../storage/fileFailure.ts';
import { findFaults, type Repair, type Surroundings } from './findings.ts';

/** Looks again first: what was found may have changed. Rejects with `not-found`, `cancelled`, or what the system says. */
export async function repairFault(id: string, around: Surroundings): Promise<void> {
  const found = (await findFaults(around)).find((fault) => fault.id === id);
  if (!found?.repair) {
    throw new AppFailure({
      code: 'not-found',
      message: 'There is nothing to repair there any more.',
      hint: 'Look again.',
    });
  }
  await carryOut(found.repair, found.message, around);
}

async function carryOut(repair: Repair, title: string, { env, platform, configDir }: Surroundings): Promise<void> {
  switch (repair.kind) {
    case 'elevated':
      await runFix(
        { title, why: title, command: repair.command, needsElevation: true, needsReboot: false },
        { env, platform },
      );
      return;
    case 'remove-file':
      return rm(repair.path).catch((thrown: unknown) => {
        throw fileFailure(thrown, repair.path, 'saved');
      });
    case 'put-aside': {
      const isOfContexts = repair.path.includes(`${path.sep}meta${path.sep}`);
      const dir = isOfContexts ? path.dirname(path.dirname(repair.path)) : path.dirname(repair.path);
      const aside = path.join(dir, `${path.basename(repair.path)}.broken-${Date.now()}`);
      return rename(repair.path, aside).catch((thrown: unknown) => {
        throw fileFailure(thrown, repair.path, 'saved');
      });
    }
    case 'default-context': {
      // As `docker context use default`: everything else in the file stays.
      const file = path.join(configDir, 'config.json');
      const { currentContext: _, ...rest } = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
      return atomicWrite(file, JSON.stringify(rest, undefined, '\t'));
    }
  }
}
