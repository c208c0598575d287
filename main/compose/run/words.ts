import type { StackAction, StackTarget } from '../../../contract/model/stackRun.ts';

interface Words {
  readonly title: string;
  readonly doneMessage: string;
  /** After a cancel. */
  readonly left: string;
}

const TITLES: Record<Exclude<StackAction['type'], 'scale' | 'cp'>, string> = {
  up: 'Up',
  create: 'Create',
  down: 'Down',
  start: 'Start',
  stop: 'Stop',
  restart: 'Restart',
  pause: 'Pause',
  unpause: 'Unpause',
  kill: 'Kill',
  rm: 'Remove the stopped containers of',
  pull: 'Pull the images of',
  push: 'Push the images of',
  build: 'Build',
  watch: 'Watch',
  wait: 'Wait for',
};

const DONE: Record<StackAction['type'], string> = {
  up: 'It is up',
  create: 'Created, not started',
  down: 'It is down',
  start: 'Started',
  stop: 'Stopped',
  restart: 'Restarted',
  pause: 'Paused',
  unpause: 'Unpaused',
  kill: 'Killed',
  rm: 'Removed',
  pull: 'Pulled',
  push: 'Pushed',
  build: 'Built',
  scale: 'Scaled',
  watch: 'No longer watched',
  wait: 'It has stopped',
  cp: 'Copied',
};

/** “Up shop”, “Stop web of shop”, “Scale web of shop to 3”. */
export function wordsOf({ project }: StackTarget, action: StackAction): Words {
  const doneMessage = DONE[action.type];
  if (action.type === 'scale') {
    return { title: `Scale ${action.service} of ${project} to ${action.replicas}`, doneMessage, left: LEFT };
  }
  if (action.type === 'cp') {
    const { service, direction, containerPath, hostPath } = action;
    const inside = `${containerPath} of ${service} of ${project}`;
    const title = direction === 'in' ? `Copy ${hostPath} to ${inside}` : `Copy ${inside} to ${hostPath}`;
    return { title, doneMessage, left: COPIED };
  }
  const { services } = action;
  const what = services.length === 0 ? project : `${services.join(', ')} of ${project}`;
  return {
    title: `${TITLES[action.type]} ${what}`,
    doneMessage,
    left: { watch: WATCHED, wait: WAITED }[action.type as string] ?? LEFT,
  };
}

const LEFT = 'What was done until then stays as it is shown; the same again goes on from there.';
const WAITED = 'Nothing is waited for any more; nothing has changed.';
const COPIED = 'What was copied until then stays.';
const WATCHED = 'The containers go on; their files are no longer followed.';
