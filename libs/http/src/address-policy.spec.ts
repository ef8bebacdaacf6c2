import { AddressPolicy } from './address-policy.js';

describe('AddressPolicy', () => {
  const strict = new AddressPolicy([]);

  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '168.63.129.16',
    '0.0.0.0',
    '192.0.0.8',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::7f00:1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:8.8.8.8',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    'not an address',
  ])('refuses %s', (address) => {
    expect(strict.allows(address)).toBe(false);
  });

  it.each([
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.1',
    '100.128.0.1',
    '192.169.0.1',
    '2606:4700::1111',
    '2a00:1450:4001::5',
  ])('lets %s through', (address) => {
    expect(strict.allows(address)).toBe(true);
  });

  it('lets allowed networks through, mapped or not, and nothing beside them', () => {
    const policy = new AddressPolicy(['127.0.0.0/8', 'fd12::/16']);
    expect(policy.allows('127.0.0.1')).toBe(true);
    expect(policy.allows('::ffff:7f00:1')).toBe(true);
    expect(policy.allows('fd12::5')).toBe(true);
    expect(policy.allows('10.0.0.1')).toBe(false);
    expect(policy.allows('::ffff:10.0.0.1')).toBe(false);
    expect(policy.allows('fd13::5')).toBe(false);
  });

  it.each(['127.0.0.1', '127.0.0.0/33', 'fd00::/129', 'intranet/8', '10.0.0.0/', '10.0.0.0/-1'])(
    'refuses "%s" as a network',
    (network) => {
      expect(() => new AddressPolicy([network])).toThrow(RangeError);
    },
  );
});
