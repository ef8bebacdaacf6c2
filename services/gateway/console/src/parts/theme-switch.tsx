import { useEffect, useState } from 'preact/hooks';

const KEY = 'dateline.theme';
const NEXT = { auto: 'dark', dark: 'light', light: 'auto' } as const;
type Theme = keyof typeof NEXT;

const stored = (): Theme => {
  const word = localStorage.getItem(KEY);
  return word === 'dark' || word === 'light' ? word : 'auto';
};

/** Dark, light, or as the machine has it. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(stored);
  useEffect(() => {
    localStorage.setItem(KEY, theme);
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return (
    <button
      type="button"
      class="plain"
      onClick={() => {
        setTheme(NEXT[theme]);
      }}
    >
      Theme: {theme}
    </button>
  );
}
