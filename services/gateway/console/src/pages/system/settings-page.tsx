import { useState } from 'preact/hooks';
import { apiKey, ask } from '../../api/client.js';
import { asProblem } from '../../api/use-query.js';
import { formText } from '../../words/form-text.js';

/** The key with which this tab asks. */
export function SettingsPage() {
  const [said, setSaid] = useState(
    apiKey.get() === null ? 'No key is given: reading works where it is open.' : 'A key is given.',
  );
  const take = (key: string) => {
    apiKey.set(key);
    if (key === '') {
      setSaid('The key is forgotten.');
      return;
    }
    setSaid('Trying it …');
    // The list of changes is open to administrators alone; any other refusal still tells that the key is known.
    ask('/changes?limit=1').then(
      () => {
        setSaid('The key works. It may do everything.');
      },
      (error: unknown) => {
        const { status, detail } = asProblem(error);
        setSaid(status === 403 ? `The key works. ${detail}` : detail);
        if (status === 401) apiKey.set('');
      },
    );
  };
  return (
    <>
      <h1>Your key</h1>
      <p>
        Changes need an API key. <code>dateline keys show</code> prints the one that the first start made;{' '}
        <code>dateline keys add</code> makes another, with the role <em>read</em>, <em>operate</em> or{' '}
        <em>admin</em>. The key stays in this tab and is forgotten when you close it.
      </p>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          take(formText(new FormData(event.currentTarget), 'key'));
        }}
      >
        <label class="wide">
          API key
          <input name="key" type="password" autoComplete="off" spellcheck={false} />
        </label>
        <button class="main">Use it</button>
        <button
          type="button"
          onClick={() => {
            take('');
          }}
        >
          Forget it
        </button>
      </form>
      <p role="status">{said}</p>
    </>
  );
}
