import { useState } from 'react';
import { useLocation } from 'wouter';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { ServiceInput } from './content.ts';
import { client } from '../../../rpc/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { stackEditRoute } from '../../composeEditor/index.ts';

export interface Target {
  readonly project: string;
  readonly folder: string;
  readonly setProject: (project: string) => void;
  readonly setFolder: (folder: string) => void;
  readonly error?: AppError | undefined;
  readonly isBusy: boolean;
  /** Writes it, and goes on in the editor. */
  readonly create: (content: ServiceInput) => void;
}

/** What the new stack is called and where it goes; both follow what is proposed until they are typed. */
export function useTarget(context: string, proposed: string, ownFolder?: string): Target {
  const [, navigate] = useLocation();
  const [typedProject, setProject] = useState<string>();
  const [typedFolder, setFolder] = useState<string>();
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const home = useLoad('stacks', (signal) => client.templates.folder({}, { signal })).value?.path;
  const project = typedProject ?? proposed;
  const folder = typedFolder ?? ownFolder ?? (home === undefined ? '' : `${home}/${project.trim()}`);

  async function create(content: ServiceInput) {
    setBusy(true);
    setError(undefined);
    try {
      const name = project.trim();
      await client.templates.create({ context, project: name, folder: folder.trim(), content });
      navigate(stackEditRoute(name));
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  }

  return {
    project,
    folder,
    setProject: (next) => {
      setError(undefined);
      setProject(next);
    },
    setFolder: (next) => {
      setError(undefined);
      setFolder(next);
    },
    error,
    isBusy,
    create: (content) => void create(content),
  };
}
