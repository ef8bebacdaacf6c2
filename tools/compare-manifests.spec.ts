import { differences, type Manifest } from './compare-manifests.ts';

const settings = (name: string, data: object): Manifest => ({ kind: 'ConfigMap', metadata: { name }, data });
const pod = (name: string, container: object, kind = 'Job'): Manifest => ({
  kind,
  metadata: { name, labels: { 'app.kubernetes.io/part-of': 'dateline' } },
  spec: { containers: [container] },
});

it('takes no offence at names, tags and order', () => {
  const kustomized = [
    settings('settings-bcdfgh2456', { A: '1', B: '2' }),
    pod('migrate', {
      image: 'x/y',
      envFrom: [{ configMapRef: { name: 'settings-bcdfgh2456' } }],
    }),
  ];
  const charted = [
    pod('migrate-3', {
      envFrom: [{ configMapRef: { name: 'settings' } }],
      image: 'x/y:1.2',
      imagePullPolicy: 'Always',
    }),
    settings('settings', { B: '2', A: '1' }),
  ];
  expect(differences(kustomized, charted)).toEqual([]);
});

it('names what differs, and what one of them lacks', () => {
  const kustomized = [settings('a', { A: '1' }), pod('b', { image: 'x/y' }), settings('c', {})];
  const charted = [settings('a', { A: '2' }), pod('b', { image: 'x/z' }), settings('d', {})];
  expect(differences(kustomized, charted)).toEqual([
    'ConfigMap a: "A": "1" by kustomize, "A": "2" by the chart',
    'ConfigMap c: the chart does not have it',
    'ConfigMap d: only the chart has it',
    'Job b: "image": "x/y" by kustomize, "image": "x/z" by the chart',
  ]);
});

it('sees a replica more and a list in another order', () => {
  const of = (replicas: number, args: string[]): Manifest => ({
    kind: 'Deployment',
    metadata: { name: 'a' },
    replicas,
    args,
  });
  expect(differences([of(2, ['x'])], [of(3, ['x'])])).toHaveLength(1);
  expect(differences([of(2, ['x', 'y'])], [of(2, ['y', 'x'])])).toHaveLength(1);
});
