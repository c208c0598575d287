import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { addressCount, parseSubnet } from '../../../../contract/model/subnet.ts';
import { IconButton, formatNumber } from '../../../ui/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import styles from './Actions.module.css';
import { newPool, type PoolDraft, poolIndex } from './createDraft.ts';
import { t } from '../texts/index.ts';

interface PoolRowsProps {
  readonly pools: readonly PoolDraft[];
  readonly onChange: (pools: readonly PoolDraft[]) => void;
  /** By path: `pools.0.subnet`. */
  readonly errorAt: (path: string) => string | undefined;
  readonly warningAt: (path: string) => string | undefined;
}

/** The ranges of addresses; without one the engine chooses. */
export function PoolRows({ pools, onChange, errorAt, warningAt }: PoolRowsProps) {
  const change = (key: string, fields: Partial<PoolDraft>) =>
    onChange(pools.map((pool) => (pool.key === key ? { ...pool, ...fields } : pool)));
  return (
    <fieldset className={styles.section}>
      <legend>{t('Subnets')}</legend>
      {pools.map((pool, index) => {
        const at = poolIndex(pools, pool.key);
        const field = (name: Exclude<keyof PoolDraft, 'key'>) => ({
          value: pool[name],
          spellCheck: false,
          error: at < 0 ? undefined : errorAt(`pools.${at}.${name}`),
          onChange: (event: { currentTarget: { value: string } }) =>
            change(pool.key, { [name]: event.currentTarget.value }),
        });
        const subnet = parseSubnet(pool.subnet);
        const warning = at < 0 ? undefined : warningAt(`pools.${at}.subnet`);
        return (
          <fieldset key={pool.key} className={styles.pool} aria-label={t('Subnet {{index}}', { index: index + 1 })}>
            <div className={styles.grid}>
              <TextInput
                label={t('Subnet')}
                placeholder="192.168.5.0/24"
                description={subnet && !subnet.hasHostBits ? roomText(addressCount(subnet)) : t('IPv4 or IPv6')}
                {...field('subnet')}
              />
              <TextInput
                label={t('Gateway')}
                placeholder={t('the first address')}
                description={t('The network’s own address')}
                {...field('gateway')}
              />
              <TextInput
                label={t('Range')}
                placeholder={t('the whole subnet')}
                description={t('From where addresses are given')}
                {...field('ipRange')}
              />
              <TextInput
                label={t('Kept free')}
                placeholder="printer=192.168.5.9"
                description={t('Addresses that nobody gets')}
                {...field('auxAddresses')}
              />
            </div>
            {warning !== undefined && <p className={dialog.warning}>{warning}</p>}
            <span className={styles.poolRemove}>
              <IconButton
                size="small"
                label={t('Remove subnet {{index}}', { index: index + 1 })}
                icon={<IconX aria-hidden="true" />}
                onClick={() => onChange(pools.filter((other) => other.key !== pool.key))}
              />
            </span>
          </fieldset>
        );
      })}
      {pools.length === 0 && <p className={dialog.note}>{t('The engine chooses a free one.')}</p>}
      <Button
        variant="default"
        mt={6}
        leftSection={<IconPlus size={14} aria-hidden="true" />}
        onClick={() => onChange([...pools, newPool()])}
      >
        {pools.length === 0 ? t('Choose a subnet') : t('Add a subnet')}
      </Button>
    </fieldset>
  );
}

const roomText = (count: number): string =>
  count > 1e6
    ? t('Room for more containers than anybody has')
    : t('Room for {{count}} containers', { count: formatNumber(count) });
