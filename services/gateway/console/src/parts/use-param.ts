import { useCallback } from 'preact/hooks';
import { useLocation, useSearch } from 'wouter-preact';

/** A part of the view that stands in the address, so that the view can be sent to a colleague. An empty value takes it out. */
export function useParam(name: string, usual = ''): [string, (value: string) => void] {
  const search = useSearch();
  const [path, go] = useLocation();
  const value = new URLSearchParams(search).get(name) ?? usual;
  const set = useCallback(
    (next: string) => {
      const params = new URLSearchParams(window.location.search);
      if (next === '' || next === usual) params.delete(name);
      else params.set(name, next);
      const text = params.toString();
      go(text === '' ? path : `${path}?${text}`, { replace: true });
    },
    [name, usual, path, go],
  );
  return [value, set];
}
