import {
  Alert,
  Badge,
  Button,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  Menu,
  Modal,
  Table,
  Tooltip,
} from '@mantine/core'

const seat: MantineColorsTuple = [
  '#e9f6f5',
  '#d0ebe9',
  '#a4d8d4',
  '#74c3bd',
  '#4bada6',
  '#2c9790',
  '#17837d',
  '#0f6f6a',
  '#0c5d59',
  '#084844',
]

const dark: MantineColorsTuple = [
  '#d3d9da',
  '#b6bfc1',
  '#9aa5a8',
  '#6f7b7e',
  '#3d484b',
  '#2f393b',
  '#232b2d',
  '#1a2123',
  '#13191a',
  '#0d1112',
]

const gray: MantineColorsTuple = [
  '#f7f9f9',
  '#eff2f2',
  '#e4e9e9',
  '#d6dddd',
  '#c3cccc',
  '#a3aeae',
  '#7b8888',
  '#576464',
  '#3b4646',
  '#222a2a',
]

/** Fonts of each system, Latin first, so that Chinese text falls to the system's own Han face. */
const fontFamily =
  '"Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "PingFang SC", "Hiragino Sans GB", ' +
  '"Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif'

export const theme = createTheme({
  primaryColor: 'seat',
  primaryShade: { light: 7, dark: 7 },
  colors: { seat, dark, gray },
  white: '#ffffff',
  black: '#1c2424',
  fontFamily,
  headings: {
    fontFamily,
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: '0.78125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '11px', xl: '18px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    Badge: Badge.extend({ defaultProps: { radius: 'sm', tt: 'none', fw: 550 } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 7, horizontalSpacing: 'sm', fz: 'sm' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, withArrow: true } }),
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    Modal: Modal.extend({ defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.4 } } }),
    Alert: Alert.extend({ defaultProps: { variant: 'default' } }),
  },
})

export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-placeholder': '#667373',
    '--mantine-color-dimmed': '#566363',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#0c625e',
  },
  dark: {
    '--mantine-color-body': '#13191a',
    '--mantine-color-placeholder': '#8f9b9d',
    '--mantine-color-dimmed': '#9fabad',
    '--mantine-color-error': '#ff9b93',
    '--mantine-color-anchor': '#74c3bd',
    '--mantine-color-default-border': '#364144',
  },
})
