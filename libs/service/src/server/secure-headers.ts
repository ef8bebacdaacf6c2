import helmet from 'helmet';
import type { IncomingMessage, ServerResponse } from 'node:http';

type HeaderSetter = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/**
 * Headers of everything that a service serves. What is served loads from itself alone and stands in no frame.
 * Nothing is said about HTTPS (HSTS): that is for whoever ends TLS.
 */
export const secureHeaders = (): HeaderSetter => {
  const set = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // The page of the API brings its styles in the document.
        styleSrc: ["'self'", "'unsafe-inline'"],
      },
    },
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  });
  return (request, response, next) => {
    // Caches must not keep articles and keys of operators.
    response.setHeader('cache-control', 'no-store');
    set(request, response, next);
  };
};
