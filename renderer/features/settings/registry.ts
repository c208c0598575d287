import type { Settings } from '../../../contract/model/settings.ts';
import type { SettingPath } from '../../../contract/model/settingPath.ts';
import { t } from './texts/index.ts';

/** In the order in which they stand on the page. */
export const SECTIONS = [
  'appearance',
  'containers',
  'network',
  'elsewhere',
  'notifications',
  'desktop',
  'firstRun',
  'tools',
  'updates',
  'file',
  'about',
] as const;
export type SectionId = (typeof SECTIONS)[number];

/** The settings that have their control on this page. */
export type HereId = keyof Pick<
  Settings,
  'theme' | 'language' | 'plainKeys' | 'stopTimeoutSeconds' | 'startEngine' | 'buildHistory' | 'proxy'
>;

interface Described {
  readonly section: SectionId;
  readonly label: string;
  readonly help: string;
  /** What people may call it, with commas between; found by the search, never shown. */
  readonly words: string;
}

export interface HereSetting extends Described {
  readonly kind: 'here';
  readonly id: HereId;
}

/** One that is made on another page, or in a section that says itself what it is. */
export interface LinkedSetting extends Described {
  readonly kind: 'link' | 'section';
  readonly id: string;
  readonly href?: string;
  /** What of the file it changes: a policy may lock it. */
  readonly paths?: readonly SettingPath[];
}

export type SettingEntry = HereSetting | LinkedSetting;

/** Read while drawing: another language has other texts. */
export const settingEntries = (): readonly SettingEntry[] => [
  {
    kind: 'here',
    id: 'theme',
    section: 'appearance',
    label: t('Theme'),
    help: t('System follows the light or dark mode of the computer.'),
    words: t('appearance, colours, dark mode, light mode, night'),
  },
  {
    kind: 'here',
    id: 'language',
    section: 'appearance',
    label: t('Language'),
    help: t(
      'System is the first of the computer’s languages that Gantry speaks. What engines and tools say stays in their own words.',
    ),
    // Who ended up in a language that they cannot read looks for it in their own.
    words: 'language, Sprache, idioma, English, Deutsch, Español, translation, Übersetzung, traducción',
  },
  {
    kind: 'here',
    id: 'plainKeys',
    section: 'appearance',
    label: t('Shortcuts of single keys'),
    help: t(
      'Such as G then C. Turn them off where dictation or assistive software presses them; those with Ctrl or ⌘ stay.',
    ),
    words: t('keyboard, hotkeys, keys, accessibility'),
  },
  {
    kind: 'here',
    id: 'stopTimeoutSeconds',
    section: 'containers',
    label: t('Time to stop'),
    help: t('How long a container may take to end by itself before it is killed, as docker stop -t.'),
    words: t('timeout, SIGTERM, SIGKILL, grace period, kill'),
  },
  {
    kind: 'here',
    id: 'buildHistory',
    section: 'containers',
    label: t('Builds that are kept'),
    help: t('With their steps, logs and settings. What is older or too much goes after the next build; images stay.'),
    words: t('history, build logs, disk space, retention'),
  },
  {
    kind: 'here',
    id: 'startEngine',
    section: 'containers',
    label: t('Start Gantry’s engine with the app'),
    help: t('Where no other engine answers; it is installed first if need be.'),
    words: t('autostart, dockerd, daemon, launch'),
  },
  {
    kind: 'here',
    id: 'proxy',
    section: 'network',
    label: t('Proxy'),
    help: t(
      'By which Gantry, Compose and builds reach registries. Gantry’s engine takes it over at its next start, unless its own configuration names another.',
    ),
    words: t('HTTP_PROXY, HTTPS_PROXY, NO_PROXY, company network, firewall, internet'),
  },
  {
    kind: 'link',
    id: 'engineConfiguration',
    section: 'elsewhere',
    href: '/engine/configuration',
    label: t('Configuration of the engine'),
    help: t('daemon.json as a form and as text: logging, registries, networks, DNS, proxies, limits.'),
    words: t('daemon.json, dockerd, mirrors, insecure registries, log driver, DNS, address pools, live restore'),
  },
  {
    kind: 'link',
    id: 'engineResources',
    section: 'elsewhere',
    href: '/engine/own',
    label: t('Engine and its resources'),
    help: t('Where Gantry’s engine runs, and what its VM may take: processors, memory, disk, sleep.'),
    words: t('CPU, RAM, memory, disk size, virtual machine, hypervisor, WSL, QEMU, resource saver, emulation'),
    paths: [
      'engine.place',
      'engine.vm.hypervisor',
      'engine.vm.cpus',
      'engine.vm.memoryBytes',
      'engine.vm.diskBytes',
      'engine.vm.saverMinutes',
      'engine.vm.passesProxies',
      'engine.vm.passesCertificates',
      'engine.vm.emulates',
    ],
  },
  {
    kind: 'link',
    id: 'sharedFolders',
    section: 'elsewhere',
    href: '/engine/own',
    label: t('Shared folders'),
    help: t('Folders of this computer that containers of the VM may bind.'),
    words: t('file sharing, bind mount, home folder, read-only'),
    paths: ['engine.vm.folders'],
  },
  {
    kind: 'link',
    id: 'registries',
    section: 'elsewhere',
    href: '/registries',
    label: t('Registries'),
    help: t('Sign-ins, certificates, mirrors, and registries without TLS.'),
    words: t('login, password, token, Docker Hub, credential helper, certificate authority, insecure'),
    paths: ['registries'],
  },
  {
    kind: 'link',
    id: 'contexts',
    section: 'elsewhere',
    href: '/contexts',
    label: t('Contexts'),
    help: t('Engines that Gantry can drive: on this computer, by SSH, by TLS.'),
    words: t('remote engine, SSH, TLS, docker context, DOCKER_HOST, Podman, server'),
  },
  {
    kind: 'link',
    id: 'cleanup',
    section: 'elsewhere',
    href: '/disk/rules',
    label: t('Clean-up rules'),
    help: t('What is cleaned up on demand or by itself.'),
    words: t('prune, disk space, garbage, schedule'),
    paths: ['diskRules'],
  },
  {
    kind: 'link',
    id: 'tagUpdates',
    section: 'elsewhere',
    href: '/images',
    label: t('Newer images'),
    help: t('How often registries are asked for newer images: “Updates” on the Images page.'),
    words: t('image updates, check interval, watchtower, tags'),
    paths: ['tagCheckHours', 'watchedTags'],
  },
  {
    kind: 'section',
    id: 'notifications',
    section: 'notifications',
    label: t('Notifications'),
    help: t('What Gantry tells while it is not looked at.'),
    words: t('alerts, messages, crash loop, health, jobs'),
    paths: ['notifications'],
  },
  {
    kind: 'section',
    id: 'desktop',
    section: 'desktop',
    label: t('Desktop'),
    help: t('Start at login, tray or menu bar, global shortcut.'),
    words: t('login, autostart, tray, hidden, quit, hotkey'),
    paths: ['desktop'],
  },
  {
    kind: 'section',
    id: 'firstRun',
    section: 'firstRun',
    label: t('First run and tour'),
    help: t('The checks of this computer, and the tour, once more.'),
    words: t('welcome, tour, introduction, checks'),
  },
  {
    kind: 'section',
    id: 'tools',
    section: 'tools',
    label: t('Command line tools'),
    help: t('docker, compose and buildx in your terminal, with completions.'),
    words: t('CLI, terminal, shell, PATH, bash, zsh, fish'),
  },
  {
    kind: 'section',
    id: 'updates',
    section: 'updates',
    label: t('Updates'),
    help: t('Versions of Gantry, of its engine and its guest; channel.'),
    words: t('upgrade, version, beta, release, previous version, downgrade'),
  },
  {
    kind: 'section',
    id: 'file',
    section: 'file',
    label: t('Take the settings along'),
    help: t('Export to a file, and import from one.'),
    words: t('backup, transfer, JSON, move to another computer'),
  },
  {
    kind: 'section',
    id: 'about',
    section: 'about',
    label: t('About'),
    help: t('Version, system, data folder.'),
    words: t('info, license, telemetry, privacy'),
  },
];

export const sectionTitle = (id: SectionId): string =>
  ({
    appearance: t('Appearance'),
    containers: t('Containers and builds'),
    network: t('Network'),
    elsewhere: t('On other pages'),
    notifications: '',
    desktop: '',
    firstRun: '',
    tools: '',
    updates: '',
    file: '',
    about: '',
  })[id];
