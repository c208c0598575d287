import { Autocomplete, Checkbox, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core';
import { type ClipboardEvent, type ReactNode, useState } from 'react';
import type { InputLook } from '../draft/field.ts';
import { linesOf } from './linesOf.ts';
import styles from '../Run.module.css';

export interface TextFieldProps extends Omit<InputLook, 'label' | 'help'> {
  /** Above it; without it `name` must be there. */
  readonly label?: string;
  /** Its accessible name, where no label stands above it. */
  readonly name?: string;
  readonly help?: ReactNode;
  readonly value: string;
  readonly problem?: string | undefined;
  /** It is not on the screen until it is asked for, by the button of this name. */
  readonly reveal?: string | undefined;
  readonly isDisabled?: boolean;
  readonly className?: string | undefined;
  readonly onChange: (text: string) => void;
  readonly onPaste?: (event: ClipboardEvent<HTMLElement>) => void;
}

const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

/** One input of the form, whatever is typed into it. */
export function TextField(props: TextFieldProps) {
  const { label, name, help, value, problem, input, options = [], suggestions, placeholder } = props;
  // A line becomes a field of several lines while it is typed into, and back: the keyboard stays.
  const [isTaken, setTaken] = useState(false);
  const onChange = (text: string) => {
    if (text.includes('\n') !== value.includes('\n')) setTaken(true);
    props.onChange(text);
  };
  if (input === 'box') {
    return (
      <Checkbox
        className={props.className}
        label={label}
        aria-label={label === undefined ? name : undefined}
        description={help}
        checked={value !== ''}
        error={problem}
        onChange={(event) => onChange(event.currentTarget.checked ? 'yes' : '')}
      />
    );
  }
  const common = {
    className: props.className,
    label,
    'aria-label': label === undefined ? name : undefined,
    description: help,
    error: problem,
    inputWrapperOrder: ORDER,
    disabled: props.isDisabled,
  };
  if (input === 'select') {
    const isKnown = options.some((option) => option.value === value);
    return (
      <NativeSelect
        {...common}
        // What came from elsewhere stands there as it is.
        data={isKnown ? [...options] : [...options, { value, label: value }]}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  const text = {
    ...common,
    placeholder,
    spellCheck: false,
    autoComplete: 'off',
    value,
    onPaste: (event: ClipboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      props.onPaste?.(event);
      if (!event.defaultPrevented) pasteLines(event, onChange);
    },
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- it takes the place of the one that had the keyboard
    autoFocus: isTaken,
  };
  // A line would lose the breaks in it.
  if (value.includes('\n')) {
    return (
      <Textarea
        {...text}
        classNames={props.reveal !== undefined ? { input: styles.masked } : undefined}
        rows={linesOf(value, 2, 6)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (props.reveal !== undefined) {
    return (
      <PasswordInput
        {...text}
        autoComplete="new-password"
        aria-invalid={problem !== undefined || undefined}
        visibilityToggleButtonProps={{ 'aria-label': props.reveal, tabIndex: 0 }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (suggestions && suggestions.length > 0) {
    return <Autocomplete {...text} data={[...suggestions]} limit={30} onChange={onChange} />;
  }
  return <TextInput {...text} onChange={(event) => onChange(event.currentTarget.value)} />;
}

/** A line of input takes the breaks out of what is pasted without a word: keys, certificates and scripts have them. */
function pasteLines(
  event: ClipboardEvent<HTMLInputElement | HTMLTextAreaElement>,
  onChange: (text: string) => void,
): void {
  const text = event.clipboardData.getData('text').replaceAll('\r\n', '\n');
  const input = event.currentTarget;
  if (!text.trim().includes('\n') || input instanceof HTMLTextAreaElement) return;
  event.preventDefault();
  const { value, selectionStart, selectionEnd } = input;
  onChange(value.slice(0, selectionStart ?? value.length) + text + value.slice(selectionEnd ?? value.length));
}
