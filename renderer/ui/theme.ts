import './mantine.css';
import './theme.css';
import './contrast.theme.css';
import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import { t } from './texts/index.ts';

// Mantine's components take their colours from these scales; everything of ours uses the variables of theme.css.
const gray: MantineColorsTuple = [
  '#f7f7f8',
  '#f2f2f3',
  '#e8e8ea',
  '#dcdde1',
  '#c9cad0',
  '#a0a2ab',
  '#62656f',
  '#4a4d55',
  '#33353b',
  '#1d1e22',
];
const dark: MantineColorsTuple = [
  '#e3e4e8',
  '#c5c7ce',
  '#a4a7b0',
  '#979aa6',
  '#393a41',
  '#2c2d32',
  '#222327',
  '#1a1b1e',
  '#151618',
  '#131416',
];
const accent: MantineColorsTuple = [
  '#f0f1fb',
  '#e0e3f7',
  '#c4c9ef',
  '#a0a9ff',
  '#8f99ea',
  '#6f7bdd',
  '#5663d6',
  '#4a57c4',
  '#4350b8',
  '#37429a',
];

/** Buttons in four weights; `color="red"` is the dangerous one. Nothing else is coloured. */
const variantColorResolver: VariantColorsResolver = ({ variant, color }) => {
  const isDanger = color === 'red';
  const plain = { border: '1px solid transparent', hover: 'var(--g-bg-hover)' };
  if (variant === 'filled') {
    return {
      background: isDanger ? 'var(--g-danger)' : 'var(--g-accent)',
      hover: isDanger ? 'var(--g-danger-hover)' : 'var(--g-accent-hover)',
      color: isDanger ? 'var(--g-on-danger)' : 'var(--g-on-accent)',
      border: '1px solid transparent',
    };
  }
  const text = isDanger ? 'var(--g-text-danger)' : 'var(--g-text)';
  if (variant === 'default' || variant === 'outline') {
    return { ...plain, background: 'var(--g-bg)', color: text, border: '1px solid var(--g-border-control)' };
  }
  if (variant === 'light') return { ...plain, background: 'var(--g-bg-active)', color: text };
  return { ...plain, background: 'transparent', color: isDanger ? text : 'var(--g-text-dim)', hoverColor: text };
};

const floating = { shadow: 'md', radius: 'md', transitionProps: { duration: 90 } } as const;
const small = { defaultProps: { size: 'xs' } };
const closeButtonProps = {
  get 'aria-label'() {
    return t('Close');
  },
  size: 'sm',
};

export const theme = createTheme({
  colors: { gray, dark, accent },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  variantColorResolver,
  respectReducedMotion: true,
  cursorType: 'pointer',
  activeClassName: '',
  fontFamily: 'var(--g-font-family)',
  fontFamilyMonospace: 'var(--g-font-mono)',
  fontSizes: {
    xs: 'var(--g-font)',
    sm: 'var(--g-font)',
    md: 'var(--g-font)',
    lg: 'var(--g-font-lg)',
    xl: 'var(--g-font-xl)',
  },
  fontWeights: { regular: '400', medium: '500', bold: '600' },
  headings: { fontWeight: '600' },
  radius: { xs: '3px', sm: 'var(--g-radius-sm)', md: 'var(--g-radius)', lg: 'var(--g-radius-lg)', xl: '16px' },
  defaultRadius: 'md',
  spacing: { xs: '0.5rem', sm: '0.625rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  shadows: {
    xs: 'none',
    sm: 'none',
    md: 'var(--g-shadow-raised)',
    lg: 'var(--g-shadow-raised)',
    xl: 'var(--g-shadow-dialog)',
  },
  components: {
    Button: small,
    ActionIcon: { defaultProps: { size: 'md', variant: 'subtle' } },
    Input: small,
    InputWrapper: small,
    TextInput: small,
    Textarea: small,
    NumberInput: small,
    PasswordInput: small,
    Select: small,
    Autocomplete: small,
    MultiSelect: small,
    TagsInput: small,
    NativeSelect: small,
    Checkbox: small,
    Radio: small,
    Switch: { defaultProps: { size: 'xs', withThumbIndicator: false } },
    SegmentedControl: { defaultProps: { size: 'xs', withItemsBorders: false } },
    Progress: { defaultProps: { size: 4, radius: 'xl' } },
    // It is named wherever it stands, which only something with a role can be.
    Loader: { defaultProps: { size: 16, role: 'progressbar' } },
    Popover: { defaultProps: floating },
    Combobox: { defaultProps: floating },
    // The placeholder is a focusable in a menu, which a screen reader counts as a broken menu.
    Menu: {
      defaultProps: {
        ...floating,
        withInitialFocusPlaceholder: false,
        position: 'bottom-start',
        offset: 4,
        // Where there is little room over its target rather than out of the window, which would scroll the whole page.
        middlewares: { flip: true, shift: { crossAxis: true, padding: 5 } },
      },
    },
    Tooltip: { defaultProps: { openDelay: 500, transitionProps: { duration: 80 } } },
    Modal: {
      defaultProps: {
        closeButtonProps,
        radius: 'lg',
        shadow: 'xl',
        padding: 'lg',
        yOffset: '12vh',
        overlayProps: { color: 'var(--g-bg-overlay)', backgroundOpacity: 1 },
        transitionProps: { transition: 'fade', duration: 110 },
      },
    },
    // Modal does not hand its defaults on to the parts that the palette is made of.
    ModalOverlay: { defaultProps: { color: 'var(--g-bg-overlay)', backgroundOpacity: 1 } },
    Drawer: {
      defaultProps: {
        closeButtonProps,
        shadow: 'xl',
        padding: 'lg',
        overlayProps: { color: 'var(--g-bg-overlay)', backgroundOpacity: 1 },
        transitionProps: { duration: 140 },
      },
    },
    Notification: { defaultProps: { closeButtonProps, radius: 'md' } },
  },
});

/** Mantine's own meanings, said in ours. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-text': 'var(--g-text)',
    '--mantine-color-bright': 'var(--g-text)',
    '--mantine-color-body': 'var(--g-bg-raised)',
    '--mantine-color-dimmed': 'var(--g-text-dim)',
    '--mantine-color-placeholder': 'var(--g-text-faint)',
    '--mantine-color-error': 'var(--g-text-danger)',
    '--mantine-color-success': 'var(--g-text-success)',
    '--mantine-color-anchor': 'var(--g-accent-text)',
    '--mantine-color-default': 'var(--g-bg)',
    '--mantine-color-default-hover': 'var(--g-bg-hover)',
    '--mantine-color-default-color': 'var(--g-text)',
    '--mantine-color-default-border': 'var(--g-border-control)',
    '--mantine-color-disabled': 'var(--g-bg-hover)',
    '--mantine-color-disabled-color': 'var(--g-text-faint)',
    '--mantine-color-disabled-border': 'var(--g-border)',
    '--mantine-primary-color-contrast': 'var(--g-on-accent)',
    '--mantine-color-red-text': 'var(--g-text-danger)',
  };
  return { variables: { '--mantine-line-height': '1.45' }, light: both, dark: both };
};
