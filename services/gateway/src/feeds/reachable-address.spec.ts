import { BadFeedAddress } from './feed-address.js';
import { reachableAddress } from './reachable-address.js';

const PORTS = ['80', '443', '8080', '8443'];
const within = (networks: string[] = []) => ({
  FETCH_ALLOWED_NETWORKS: networks,
  FETCH_ALLOWED_PORTS: PORTS,
});

it.each([
  ['http://10.0.0.7/feed.xml', 'FETCH_ALLOWED_NETWORKS'],
  ['http://127.0.0.11:9000/rss', 'FETCH_ALLOWED_NETWORKS'],
  ['http://localhost:8080/rss', 'FETCH_ALLOWED_NETWORKS'],
  ['http://wiki.localhost/rss', 'FETCH_ALLOWED_NETWORKS'],
  ['http://[::1]/rss', 'FETCH_ALLOWED_NETWORKS'],
  ['http://[::ffff:10.0.0.7]/rss', 'FETCH_ALLOWED_NETWORKS'],
  ['http://2130706433/rss', 'FETCH_ALLOWED_NETWORKS'],
  ['http://169.254.169.254/latest', 'FETCH_ALLOWED_NETWORKS'],
  ['https://paper.example:9000/rss', 'FETCH_ALLOWED_PORTS'],
  ['http://93.184.216.34:25/rss', 'FETCH_ALLOWED_PORTS'],
])('refuses %s and names %s', (address, setting) => {
  expect(() => reachableAddress(address, within())).toThrow(BadFeedAddress);
  expect(() => reachableAddress(address, within())).toThrow(setting);
});

it.each([
  ['https://paper.example/rss', []],
  ['http://paper.example:8080/rss', []],
  ['http://93.184.216.34/rss', []],
  ['http://10.0.0.7:9000/rss', ['10.0.0.0/8']],
  ['http://localhost:9000/rss', ['127.0.0.0/8']],
  ['http://intranet.example:9000/rss', ['10.0.0.0/8']],
])('takes %s where %j may be reached', (address, networks) => {
  expect(reachableAddress(address, within(networks)).url).toBe(address);
});
