import type { MenuItemConstructorOptions } from 'electron';
import { t } from '../texts/texts.ts';
import type { TrayContainer, TrayModel, TrayStack } from './trayModel.ts';

/** What can be done from the tray. */
export interface TrayActions {
  readonly show: (place?: string) => void;
  readonly openAddress: (address: string) => void;
  readonly container: (id: string, action: 'start' | 'stop' | 'restart') => void;
  readonly stack: (project: string, action: 'up' | 'stop') => void;
  readonly engine: (action: 'start' | 'stop') => void;
  readonly quit: () => void;
}

export function trayTemplate(model: TrayModel, actions: TrayActions): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  return [
    { label: stateWords(model), enabled: false },
    ...ownItems(model, actions),
    separator,
    ...model.stacks.map((stack) => stackItem(stack, actions)),
    ...(model.stacks.length > 0 && model.containers.length > 0 ? [separator] : []),
    ...model.containers.map((container) => containerItem(container, actions)),
    ...(model.moreContainers > 0
      ? [{ label: t('{{count}} more…', { count: model.moreContainers }), click: () => actions.show('/containers') }]
      : []),
    ...(model.stacks.length + model.containers.length > 0 ? [separator] : []),
    { label: t('Open Gantry'), click: () => actions.show() },
    { label: t('Settings'), click: () => actions.show('/settings') },
    { label: t('Quit Gantry'), click: () => actions.quit() },
  ];
}

/** Also the words of the icon, for who points at it. */
export function stateWords({ state, context = '', runningCount }: TrayModel): string {
  switch (state) {
    case 'connected':
      return t('{{context}}: containers running: {{count}}', { context: plain(context), count: runningCount });
    case 'connecting':
      return t('{{context}}: connecting', { context: plain(context) });
    case 'unreachable':
      return t('{{context}} does not answer', { context: plain(context) });
    case 'none':
      return t('No engine');
  }
}

function ownItems({ own }: TrayModel, { engine }: TrayActions): MenuItemConstructorOptions[] {
  if (own === 'running') return [{ label: t('Stop Gantry’s engine'), click: () => engine('stop') }];
  if (own === 'stopped' || own === 'failed')
    return [{ label: t('Start Gantry’s engine'), click: () => engine('start') }];
  return [];
}

function containerItem(container: TrayContainer, actions: TrayActions): MenuItemConstructorOptions {
  const { id, name, isRunning, ports } = container;
  return {
    label: `${isRunning ? '●' : '○'} ${plain(name)}`,
    submenu: [
      isRunning
        ? { label: t('Stop'), click: () => actions.container(id, 'stop') }
        : { label: t('Start'), click: () => actions.container(id, 'start') },
      ...(isRunning ? [{ label: t('Restart'), click: () => actions.container(id, 'restart') }] : []),
      { label: t('Logs'), click: () => actions.show(`/containers/${id}/logs`) },
      { label: t('Show'), click: () => actions.show(`/containers/${id}`) },
      ...(ports.length > 0 ? [{ type: 'separator' } as const] : []),
      ...ports.map(({ label, address }) => ({
        label,
        enabled: address !== undefined,
        click: () => address !== undefined && actions.openAddress(address),
      })),
    ],
  };
}

function stackItem(stack: TrayStack, actions: TrayActions): MenuItemConstructorOptions {
  const { project, isRunning, canRun, runningCount, containerCount } = stack;
  const count = containerCount > 0 ? ` (${runningCount}/${containerCount})` : '';
  return {
    label: `${isRunning ? '●' : '○'} ${plain(project)}${count}`,
    submenu: [
      isRunning
        ? { label: t('Stop'), enabled: canRun, click: () => actions.stack(project, 'stop') }
        : { label: t('Start'), enabled: canRun, click: () => actions.stack(project, 'up') },
      { label: t('Logs'), click: () => actions.show(`/stacks/${encodeURIComponent(project)}/logs`) },
      { label: t('Show'), click: () => actions.show(`/stacks/${encodeURIComponent(project)}`) },
    ],
  };
}

/** A name is shown as it is: an ampersand would mark a key, and nothing in it ends the line. */
const plain = (name: string): string => name.replaceAll('&', '&&').replaceAll(/\p{C}/gu, '').slice(0, 80);
