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
    expect(strict.refusalOf(address, 443)).toBe('forbidden_address');
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
    expect(strict.refusalOf(address, 443)).toBeNull();
  });

  it('lets allowed networks through, mapped or not, and nothing beside them', () => {
    const policy = new AddressPolicy(['127.0.0.0/8', 'fd12::/16']);
    expect(policy.refusalOf('127.0.0.1', 5432)).toBeNull();
    expect(policy.refusalOf('::ffff:7f00:1', 5432)).toBeNull();
    expect(policy.refusalOf('fd12::5', 5432)).toBeNull();
    expect(policy.refusalOf('10.0.0.1', 443)).toBe('forbidden_address');
    expect(policy.refusalOf('::ffff:10.0.0.1', 443)).toBe('forbidden_address');
    expect(policy.refusalOf('fd13::5', 443)).toBe('forbidden_address');
  });

  it.each(['127.0.0.1', '127.0.0.0/33', 'fd00::/129', 'intranet/8', '10.0.0.0/', '10.0.0.0/-1'])(
    'refuses "%s" as a network',
    (network) => {
      expect(() => new AddressPolicy([network])).toThrow(RangeError);
    },
  );

  it('takes public addresses on web ports, or on the ports of the deployment', () => {
    expect([80, 443, 8080, 8443].map((port) => strict.refusalOf('8.8.8.8', port))).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect([22, 25, 5432, 6379].map((port) => strict.refusalOf('8.8.8.8', port))).toEqual(
      Array.from({ length: 4 }, () => 'forbidden_port'),
    );
    const own = new AddressPolicy([], [8000]);
    expect([own.refusalOf('8.8.8.8', 8000), own.refusalOf('8.8.8.8', 80)]).toEqual([null, 'forbidden_port']);
  });
});
