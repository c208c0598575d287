import type { CheckStatus, EngineOffer, FirstRunStep, MachineCheck } from '../../../contract/model/firstRun.ts';
import { formatMemory, formatSize } from '../../ui/index.ts';
import { t } from './texts/index.ts';

export function stepTitle(step: FirstRunStep): string {
  switch (step) {
    case 'computer':
      return t('This computer');
    case 'engine':
      return t('Engine');
    case 'container':
      return t('First container');
    case 'tour':
      return t('Tour');
  }
}

export function statusWord(status: CheckStatus): string {
  switch (status) {
    case 'good':
      return t('In order');
    case 'poor':
      return t('Works, with limits');
    case 'missing':
      return t('Missing');
  }
}

export function checkTitle({ id }: Pick<MachineCheck, 'id'>): string {
  switch (id) {
    case 'system':
      return t('Operating system');
    case 'virtualization':
      return t('Virtualization');
    case 'memory':
      return t('Memory');
    case 'disk':
      return t('Disk space');
    case 'rights':
      return t('Permissions');
  }
}

/** What was found, and where it is not in order what to do about it. */
export function checkWords(check: MachineCheck): { readonly found: string; readonly todo?: string } {
  switch (check.id) {
    case 'system':
      return systemWords(check);
    case 'virtualization':
      return virtualizationWords(check);
    case 'memory':
      return {
        found: t('{{size}} of memory.', { size: formatMemory(check.totalBytes) }),
        ...(check.status === 'poor' && { todo: t('It is enough for a few small containers.') }),
        ...(check.status === 'missing' && {
          todo: t('An engine needs {{needed}}: use an engine on another computer.', {
            needed: formatMemory(check.neededBytes),
          }),
        }),
      };
    case 'disk':
      return {
        found: t('{{free}} are free at {{folder}}.', { free: formatSize(check.freeBytes), folder: check.folder }),
        ...(check.status === 'poor' && { todo: t('Images take space: a few gigabytes are soon used up.') }),
        ...(check.status === 'missing' && {
          todo: t('Free at least {{needed}} there.', { needed: formatSize(check.neededBytes) }),
        }),
      };
    case 'rights':
      return rightsWords(check);
  }
}

type Of<Id extends MachineCheck['id']> = Extract<MachineCheck, { readonly id: Id }>;

function systemWords({ name, arch, reason }: Of<'system'>) {
  const found = `${name} (${arch})`;
  switch (reason) {
    case 'supported':
      return { found };
    case 'too-old':
      return { found, todo: t('Update the system: engines need Linux 4.18, macOS 13 or Windows 10 version 2004.') };
    case 'unknown-processor':
      return { found, todo: t('Engines run on 64-bit processors by Intel, AMD and ARM: use one on another computer.') };
    case 'unknown-system':
      return { found, todo: t('No engine runs on this system: use one on another computer.') };
  }
}

function virtualizationWords({ reason, isNeeded }: Of<'virtualization'>) {
  const why = isNeeded
    ? t('The engine runs in a light virtual machine here, which needs it.')
    : t('Only an engine in a virtual machine needs it; without it that is about ten times as slow.');
  switch (reason) {
    case 'usable':
      return { found: t('The processor runs virtual machines itself.') };
    case 'no-rights':
      return { found: t('The processor has it, but your user may not use it.'), todo: why };
    case 'no-module':
      return { found: t('The processor has it, but its kernel module is not loaded.'), todo: why };
    case 'off':
      return {
        found: t('It is off, or this is a virtual machine itself.'),
        todo: `${why} ${t('Turn on Intel VT-x or AMD-V (SVM) in the firmware setup (press F2 or Del while the computer starts). In a virtual machine, allow nested virtualization on its host.')}`,
      };
    case 'unknown':
      return { found: t('The system does not say.'), todo: why };
  }
}

function rightsWords({ user, reason, path = '' }: Of<'rights'>) {
  switch (reason) {
    case 'administrator':
      return { found: t('You are {{user}}, an administrator.', { user }) };
    case 'user':
      return { found: t('You are {{user}}; nothing needs an administrator.', { user }) };
    case 'socket-refused':
      return {
        found: t('The engine at {{path}} does not let {{user}} in.', { path, user }),
        todo: t(
          'Join its group, then sign out and in again. Who is in that group can do on this computer whatever an administrator can.',
        ),
      };
    case 'not-writable':
      return {
        found: t('{{user}} may not write to {{path}}.', { user, path }),
        todo: t('Make that folder your own, or start Gantry with GANTRY_DATA_DIR set to another one.'),
      };
  }
}

export function offerTitle({ kind, context, product }: EngineOffer): string {
  if (kind === 'native') return t('Gantry’s own engine, on this system');
  if (kind === 'vm') return t('Gantry’s own engine, in a light virtual machine');
  return product === undefined ? context : t('{{product}}, which runs already', { product });
}

/** Why it is offered as it is. */
export function offerReason({ kind, reason, context }: EngineOffer): string {
  switch (reason) {
    case 'answers':
      return t('Nothing is installed, and what is in it is there: the context {{context}} of the docker CLI.', {
        context,
      });
    case 'no-rights':
      return t('It is there, but your user may not use it: see “This computer”.');
    case 'silent':
      return t('It is known as {{context}}, but does not answer.', { context });
    case 'lacking':
      return t('Something that it needs is missing here:');
    case 'only-way':
      return t('On this system engines run in a virtual machine. It takes memory only while it runs.');
    case 'nothing-else':
      return kind === 'native'
        ? t('No other engine answers here, and this way is the fastest: it uses the kernel of this system.')
        : t('Apart from this system, with a limit for memory and disk; slower to start.');
    case 'beside':
      return kind === 'native'
        ? t('Beside the one that runs, with data of its own: neither touches the other.')
        : t('Apart from this system and the engine on it, with a limit for memory and disk; slower to start.');
  }
}
