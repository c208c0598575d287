// oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are placed one by one cannot be a list
import { WindowedList } from '../../../ui/index.ts';
import styles from '../Files.module.css';
import { hexLine, hexLineCount } from '../../../ui/hex.ts';
import { t } from '../texts/index.ts';

const ROW = 18;

/** Bytes and their characters, as `hexdump -C` shows them. */
export function BinaryView({ bytes, name }: { readonly bytes: Uint8Array; readonly name: string }) {
  return (
    <div className={styles.hex}>
      <WindowedList
        label={t('Bytes of {{name}}', { name })}
        role="list"
        count={hexLineCount(bytes)}
        rowHeight={ROW}
        renderRow={(index) => (
          <div key={index} role="listitem" style={{ height: ROW }}>
            {hexLine(bytes, index)}
          </div>
        )}
      />
    </div>
  );
}
