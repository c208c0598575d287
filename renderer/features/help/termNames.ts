import { t } from './texts/index.ts';

/** By which a place can lead to what the glossary says. Read while drawing: another language has other texts. */
const NAMES = {
  container: () => t('Container'),
  image: () => t('Image'),
  volume: () => t('Volume'),
  'bind-mount': () => t('Bind mount'),
  network: () => t('Network'),
  port: () => t('Published port'),
  registry: () => t('Registry'),
  stack: () => t('Stack'),
  build: () => t('Build'),
  'log-driver': () => t('Log'),
  exec: () => t('Terminal: exec and attach'),
  prune: () => t('Prune'),
  engine: () => t('Engine'),
  context: () => t('Context'),
  layer: () => t('Layer'),
  event: () => t('Event'),
  namespace: () => t('Namespace'),
  cgroup: () => t('Control group'),
  capability: () => t('Capability'),
};

export type TermId = keyof typeof NAMES;

export const termName = (id: TermId): string => NAMES[id]();
