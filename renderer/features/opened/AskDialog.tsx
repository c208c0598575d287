import { Button, Modal } from '@mantine/core';
import { useSelector } from 'react-redux';
import { useLocation } from 'wouter';
import type { DeepLink } from '../../../contract/model/shell.ts';
import { useReturnFocus } from '../../ui/index.ts';
import { containersSlice } from '../containers/index.ts';
import { ImageDialog } from './ImageDialog.tsx';
import type { Opened } from './opened.ts';
import { RunLinkDialog } from './RunLinkDialog.tsx';
import { t } from './texts/index.ts';
import { refusalWords } from './words.ts';

interface AskDialogProps {
  readonly opened: Opened;
  readonly onClose: () => void;
}

/** Nothing that comes from outside is done before the person has seen it. */
export function AskDialog({ opened, onClose }: AskDialogProps) {
  if (opened.type === 'image') return <ImageDialog {...opened} onClose={onClose} />;
  const { link } = opened;
  if (link.type === 'run') return <RunLinkDialog run={link.run} onClose={onClose} />;
  if (link.type === 'container') return <ContainerDialog link={link} onClose={onClose} />;
  return <Said title={t('A link was not followed')} text={refusalWords(link.reason)} onClose={onClose} />;
}

interface ContainerDialogProps {
  readonly link: Extract<DeepLink, { readonly type: 'container' }>;
  readonly onClose: () => void;
}

function ContainerDialog({ link: { container: wanted, tab }, onClose }: ContainerDialogProps) {
  const [, navigate] = useLocation();
  const containers = useSelector(containersSlice.selectors.selectItems);
  const isId = /^[0-9a-f]{12,64}$/.test(wanted);
  const found = containers.find(({ id, name }) => name === wanted || (isId && id.startsWith(wanted)));
  if (!found) {
    return (
      <Said
        title={t('There is no container {{name}}', { name: wanted })}
        text={t('A link leads to it. It may have been removed, or be of another engine.')}
        onClose={onClose}
      />
    );
  }
  return (
    <Said
      title={t('Show the container {{name}}?', { name: found.name })}
      text={t('A link from another program asks for it. Nothing is changed.')}
      onClose={onClose}
      action={{
        label: t('Show it'),
        run() {
          onClose();
          navigate(`/containers/${found.id}${tab === undefined ? '' : `/${tab}`}`);
        },
      }}
    />
  );
}

interface SaidProps {
  readonly title: string;
  readonly text: string;
  readonly onClose: () => void;
  readonly action?: { readonly label: string; readonly run: () => void };
}

function Said({ title, text, onClose, action }: SaidProps) {
  useReturnFocus();
  return (
    <Modal opened onClose={onClose} title={title} size="md">
      <p>{text}</p>
      <Button.Group mt="md" style={{ justifyContent: 'flex-end', gap: 8 }}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {action ? t('Cancel') : t('Close')}
        </Button>
        {action && <Button onClick={action.run}>{action.label}</Button>}
      </Button.Group>
    </Modal>
  );
}
