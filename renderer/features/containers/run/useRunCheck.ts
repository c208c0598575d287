import { useState } from 'react';
import type { RunCheck, RunSettings } from '../../../../contract/model/run.ts';
import { client } from '../../../rpc/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import type { Problems } from './draft/readDraft.ts';
import { useSettled } from '../../../ui/useSettled.ts';

const SETTLE_MS = 300;

/** What stands in the way, asked from the engine a moment after the last change of what it depends on. */
export function useRunCheck(context: string, settings: RunSettings, problems: Problems): RunCheck | undefined {
  const isBad = (field: string) => Object.keys(problems).some((name) => name === field || name.startsWith(`${field}.`));
  const asked = {
    image: settings.image || 'none',
    name: isBad('name') ? undefined : settings.name,
    networks: settings.networks,
    ports: isBad('ports') ? [] : settings.ports,
    mounts: isBad('mounts') ? [] : settings.mounts,
    count: isBad('count') ? 1 : settings.count,
  };
  const key = useSettled(JSON.stringify(asked), SETTLE_MS);
  const { value, error } = useLoad(`${context} ${key}`, (signal) =>
    client.containers.checkRun({ context, settings: JSON.parse(key) as typeof asked }, { signal }),
  );
  // Until the next answer is there the last one stands: what it says is said of a name and of ports, not of the form.
  const [last, setLast] = useState(value);
  if (value && value !== last) setLast(value);
  return error ? undefined : (value ?? last);
}
