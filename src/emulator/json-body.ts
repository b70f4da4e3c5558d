import type { EmulatorRequest } from './http.ts';
import { ServiceError } from './service-error.ts';

/** The fields of a JSON request; every reader refuses with InvalidRequestException. */
export interface JsonBody {
  /** @throws ServiceError when it is absent, empty or no text */
  text(name: string): string;
  optionalText(name: string): string | undefined;
  /** Empty when the field is absent. */
  texts(name: string): readonly string[];
}

const invalid = (message: string): ServiceError => new ServiceError(400, 'InvalidRequestException', message);

function parseObject(request: EmulatorRequest): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(request.body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below, with the same words as for JSON that is no object.
  }
  throw invalid('The body is not a JSON object');
}

/**
 * Reads the body of an OIDC request.
 *
 * @throws ServiceError InvalidRequestException when it is not a JSON object
 */
export function jsonBodyOf(request: EmulatorRequest): JsonBody {
  const fields = parseObject(request);
  const optionalText = (name: string): string | undefined => {
    const value = fields[name] ?? undefined;
    if (value !== undefined && typeof value !== 'string') throw invalid(`${name} must be text`);
    return value;
  };
  return {
    optionalText,
    text(name) {
      const value = optionalText(name);
      if (value === undefined || value === '') throw invalid(`${name} is required`);
      return value;
    },
    texts(name) {
      const value = fields[name] ?? [];
      if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
        throw invalid(`${name} must be a list of texts`);
      }
      return value;
    },
  };
}
