import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../domain/refusal.ts';
import type { Viewer } from '../domain/role.ts';

/** What one client may spend in a minute, in points: src/graphql/operation-cost.ts. */
export interface Allowance {
  /** Refuses with RATE_LIMITED what is spent beyond it. */
  spend(points: number): Promise<void>;
  /** RateLimit and RateLimit-Policy: https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ */
  headers(): Record<string, string>;
}

/** Says who is a client: the holder of a key, or whoever asks from one address. */
type Allowances = (client: Viewer | string) => Allowance;

const MINUTE = 60;

/** Who has a key is known, and may spend more. */
export const KEY_FACTOR = 5;

/** pointsAMinute: of one address without a key; null: no limit. Each server counts for itself. */
export function allowancesOf(pointsAMinute: number | null): Allowances {
  if (pointsAMinute === null) return () => UNLIMITED;
  const ofAddress = new RateLimiterMemory({ points: pointsAMinute, duration: MINUTE });
  const ofKey = new RateLimiterMemory({ points: pointsAMinute * KEY_FACTOR, duration: MINUTE });
  return (client) =>
    typeof client === 'string'
      ? allowance(ofAddress, 'address', client)
      : allowance(ofKey, 'key', client.name);
}

const UNLIMITED: Allowance = { spend: async () => undefined, headers: () => ({}) };

function allowance(limiter: RateLimiterMemory, policy: string, client: string): Allowance {
  let latest: RateLimiterRes | null = null;
  return {
    spend: async (points) => {
      try {
        latest = await limiter.consume(client, points);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        latest = refused;
        throw exhausted(policy, limiter.points, seconds(refused));
      }
    },
    headers: () => ({
      'ratelimit-policy': `"${policy}";q=${limiter.points};w=${MINUTE}`,
      ...(latest ? { ratelimit: `"${policy}";r=${latest.remainingPoints};t=${seconds(latest)}` } : {}),
    }),
  };
}

const seconds = ({ msBeforeNext }: RateLimiterRes): number => Math.ceil(msBeforeNext / 1_000);

const exhausted = (policy: string, points: number, retryAfter: number): Refusal =>
  new Refusal(
    'RATE_LIMITED',
    `more than ${points} points in a minute for one ${policy}; try again in ${retryAfter} s, or ask for less at once`,
    [],
    { retryAfter },
  );
