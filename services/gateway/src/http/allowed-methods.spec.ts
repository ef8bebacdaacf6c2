import { allowedMethods } from './allowed-methods.js';

it.each([
  ['/feeds', ['GET', 'HEAD', 'POST']],
  ['/feeds/', ['GET', 'HEAD', 'POST']],
  ['/feeds/f-1', ['DELETE', 'GET', 'HEAD', 'PATCH']],
  ['/feeds/f-1/pause', ['POST']],
  ['/feeds//pause', []],
  ['/feeds/f-1/polish', []],
  ['/url-parameters/paper.example/sid', ['PUT']],
  ['/nothing', []],
])('%s takes %j', (path, methods) => {
  expect(allowedMethods(path)).toEqual(methods);
});
