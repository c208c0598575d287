import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { copyText } from './copyText.ts';
import { IconButton } from './IconButton.tsx';
import { t } from './texts/index.ts';

interface CopyButtonProps {
  readonly text: string | (() => string);
  /** “Copy the id”. */
  readonly label?: string;
}

export function CopyButton({ text, label = t('Copy') }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <>
      <IconButton
        size="small"
        label={label}
        icon={isCopied ? <IconCheck aria-hidden="true" /> : <IconCopy aria-hidden="true" />}
        onClick={(event) => {
          event.stopPropagation();
          void copyText(typeof text === 'string' ? text : text()).then(setCopied);
        }}
      />
      <output className="g-visually-hidden">{isCopied ? t('Copied') : ''}</output>
    </>
  );
}
