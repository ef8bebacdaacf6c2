import { parse } from 'yaml';
import { baseImages, pinnedCompose } from './render-pins.ts';

const digestOf = (image: string): string => `sha256:${Buffer.from(image).toString('hex')}`;
const of = (image: string): string => `${image}@${digestOf(image)}`;

it('finds what a Dockerfile starts from', () => {
  expect(baseImages('ARG NODE_IMAGE=node:24\nARG VERSION=1\nARG BASE_IMAGE=debian:slim\nFROM x')).toEqual({
    NODE_IMAGE: 'node:24',
    BASE_IMAGE: 'debian:slim',
  });
});

it('pins the images of others, and what ours are built from', () => {
  const file = pinnedCompose({
    services: {
      kafka: { image: 'kafka:4.1' },
      gateway: { image: 'dateline/gateway:1', build: {} },
      migrate: { image: 'dateline/gateway:1' },
    },
    bases: { NODE_IMAGE: 'node:24' },
    digestOf,
  });
  expect(parse(file)).toEqual({
    services: {
      kafka: { image: of('kafka:4.1') },
      gateway: { build: { args: { NODE_IMAGE: of('node:24') } } },
    },
  });
});

it('takes the digest of the tag, not the one that an image was pinned to before', () => {
  const file = pinnedCompose({
    services: { mongo: { image: 'mongo:8@sha256:old' } },
    bases: {},
    digestOf: () => 'sha256:new',
  });
  expect(parse(file)).toEqual({ services: { mongo: { image: 'mongo:8@sha256:new' } } });
});
