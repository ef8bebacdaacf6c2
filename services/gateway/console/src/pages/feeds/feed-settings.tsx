import { useState } from 'preact/hooks';
import { ask, type ApiProblem } from '../../api/client.js';
import type { Feed } from '../../api/types.js';
import { asProblem } from '../../api/use-query.js';
import { formText } from '../../words/form-text.js';

const CHOICES = {
  priority: ['low', 'normal', 'high'],
  contentFrom: ['page', 'feed'],
  nearDuplicates: ['auto', 'keep', 'drop'],
  validators: ['auto', 'trust', 'distrust'],
  retryAfterScope: ['auto', 'feed', 'host'],
} as const;

const LABELS: Readonly<Record<keyof typeof CHOICES, string>> = {
  priority: 'Priority',
  contentFrom: 'Articles are read from',
  nearDuplicates: 'Near-duplicates',
  validators: 'Validators',
  retryAfterScope: 'Who waits when the server asks to',
};

/** How the feed is polled and read. Only what was changed is sent. */
export function FeedSettings({ feed, onDone }: { feed: Feed; onDone: () => void }) {
  const [said, setSaid] = useState<'saved' | ApiProblem | null>(null);
  const save = (form: HTMLFormElement) => {
    const change = changesIn(new FormData(form), feed);
    if (Object.keys(change).length === 0) return;
    ask(`/feeds/${feed.feedId}`, { method: 'PATCH', body: change }).then(
      () => {
        setSaid('saved');
        onDone();
      },
      (error: unknown) => {
        setSaid(asProblem(error));
      },
    );
  };
  return (
    <form
      class="settings"
      onSubmit={(event) => {
        event.preventDefault();
        save(event.currentTarget);
      }}
    >
      <label>
        Address
        <input name="url" type="url" defaultValue={feed.url} size={50} required />
      </label>
      <label>
        Interval in seconds; empty leaves it to the feed
        <input
          name="intervalSeconds"
          type="number"
          min={10}
          max={2_592_000}
          defaultValue={feed.policy.intervalSeconds ?? ''}
        />
      </label>
      {(Object.keys(CHOICES) as (keyof typeof CHOICES)[]).map((name) => (
        <label key={name}>
          {LABELS[name]}
          <select name={name} defaultValue={feed.policy[name]}>
            {CHOICES[name].map((choice) => (
              <option key={choice} value={choice} selected={choice === feed.policy[name]}>
                {choice}
              </option>
            ))}
          </select>
        </label>
      ))}
      <div class="buttons">
        <button class="main">Save</button>
        <span role="status" class={typeof said === 'object' && said !== null ? 'problem' : 'quiet'}>
          {said === 'saved' ? 'Saved.' : (said?.detail ?? '')}
        </span>
      </div>
    </form>
  );
}

function changesIn(form: FormData, { url, policy }: Feed): Record<string, string | number | null> {
  const change: Record<string, string | number | null> = {};
  const text = (name: string) => formText(form, name);
  if (text('url') !== url) change.url = text('url');
  const interval = text('intervalSeconds') === '' ? null : Number(text('intervalSeconds'));
  if (interval !== policy.intervalSeconds) change.intervalSeconds = interval;
  for (const name of Object.keys(CHOICES) as (keyof typeof CHOICES)[])
    if (text(name) !== policy[name]) change[name] = text(name);
  return change;
}
