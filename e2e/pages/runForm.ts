import { expect, type Locator, type Page } from '@playwright/test';

export interface PortWish {
  /** “This computer only” unless given; else one of the two others, or an address of the machine. */
  readonly from?: 'This computer only' | 'Every network' | (string & {});
  /** Absent: any free one. */
  readonly host?: number;
  readonly container: number;
  readonly protocol?: 'tcp' | 'udp' | 'sctp';
}

export interface RunWish {
  readonly image?: string;
  readonly command?: string;
  readonly name?: string;
  readonly interactive?: boolean;
  readonly autoRemove?: boolean;
  readonly withoutStart?: boolean;
  readonly ports?: readonly PortWish[];
  readonly env?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly init?: boolean;
  readonly publishAll?: boolean;
  /** Fields of the sections, by their labels. */
  readonly more?: Readonly<Record<string, string>>;
  /** As it stands in the form: “None”, “Host: that of the machine”, a container’s name. */
  readonly network?: string;
}

/** “Run a container”, filled as a person does. */
export class RunForm {
  readonly #page: Page;
  readonly drawer: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.drawer = page.getByRole('dialog', { name: 'Run a container' });
  }

  async open(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Run a container' }).first().click();
    await expect(this.drawer).toBeVisible();
  }

  field(name: string): Locator {
    return this.drawer.getByRole('textbox', { name, exact: true });
  }

  async fill(wish: RunWish): Promise<void> {
    await this.drawer.getByLabel('Image', { exact: true }).fill(wish.image ?? 'busybox');
    if (wish.command !== undefined) await this.field('Command').fill(wish.command);
    if (wish.name !== undefined) await this.field('Name').fill(wish.name);
    if (wish.interactive) await this.#check('Interactive terminal');
    if (wish.autoRemove) await this.#check('Remove it when it ends');
    if (wish.withoutStart) await this.#check('Create without starting');
    for (const [index, port] of (wish.ports ?? []).entries()) await this.#port(index + 1, port);
    await this.#pairs('Variable', wish.env);
    for (const [name, value] of Object.entries(wish.more ?? {})) {
      await this.find(name);
      await this.field(name).fill(value);
    }
    if (wish.network) {
      await this.find('--network');
      await this.drawer.getByRole('button', { name: 'Add a network' }).click();
      await this.drawer.getByRole('combobox', { name: 'Network 1' }).selectOption({ label: wish.network });
    }
    if (wish.init) {
      await this.find('--init');
      await this.drawer.getByRole('combobox', { name: 'A small init' }).selectOption('Yes');
    }
    if (wish.publishAll) {
      await this.find('--publish-all');
      await this.#check(/^Publish all exposed ports/);
    }
    if (wish.labels) await this.find('--label');
    await this.#pairs('Label', wish.labels);
    await this.find('');
  }

  /** Shows the settings that are called so, or have this flag; with nothing, the form as it is. */
  async find(text: string): Promise<void> {
    await this.field('Find a setting').fill(text);
  }

  /** Opens a section by its title. */
  async openSection(title: string): Promise<void> {
    const button = this.drawer.getByRole('button', { name: new RegExp(`^${title}`) });
    if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
  }

  async submit(): Promise<void> {
    await this.drawer.getByRole('button', { name: /^(Run|Create)/ }).click();
  }

  /** Opens, fills and submits; the form closes when the container is there. */
  async run(wish: RunWish): Promise<void> {
    await this.open();
    await this.fill(wish);
    await this.submit();
    await expect(this.drawer).toBeHidden();
  }

  async #check(name: string | RegExp): Promise<void> {
    await this.drawer.getByRole('checkbox', { name }).check();
  }

  async #port(number: number, { from, host, container, protocol }: PortWish): Promise<void> {
    await this.drawer.getByRole('button', { name: 'Add a port' }).click();
    const control = (name: string) => this.drawer.getByLabel(`Port ${number}: ${name}`);
    if (from !== undefined && !['This computer only', 'Every network'].includes(from)) {
      await control('reachable from').selectOption('One address…');
      await control('address').fill(from);
    } else if (from !== undefined) await control('reachable from').selectOption(from);
    if (host !== undefined) await control('host port').fill(String(host));
    await control('container port').fill(String(container));
    if (protocol !== undefined) await control('protocol').selectOption(protocol);
  }

  async #pairs(noun: 'Variable' | 'Label', pairs: Readonly<Record<string, string>> = {}): Promise<void> {
    for (const [index, [name, value]] of Object.entries(pairs).entries()) {
      await this.drawer.getByRole('button', { name: `Add a ${noun.toLowerCase()}` }).click();
      await this.field(`${noun} ${index + 1}: name`).fill(name);
      await this.field(`${noun} ${index + 1}: value`).fill(value);
    }
  }
}
