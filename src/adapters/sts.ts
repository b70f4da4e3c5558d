import type { CallerIdentity, Sts } from '../ports.ts';
import { AnswerFields } from './answer-fields.ts';
import type { AwsNetwork } from './aws-client.ts';

const service = 'sts';

/** AWS STS over the AWS SDK, which is loaded with the first call. Signs with the keys that are given, no others. */
export function createSts(network: AwsNetwork): Sts {
  return {
    async getCallerIdentity(at, keys): Promise<CallerIdentity> {
      const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
      const credentials = {
        accessKeyId: keys.accessKeyId,
        secretAccessKey: keys.secretAccessKey.reveal(),
        ...(keys.sessionToken === undefined ? {} : { sessionToken: keys.sessionToken.reveal() }),
      };
      const secrets = [keys.secretAccessKey, ...(keys.sessionToken === undefined ? [] : [keys.sessionToken])];
      const answer = await network.call({ service, at, secrets }, (config) =>
        new STSClient({
          ...config,
          credentials,
          sigv4aSigningRegionSet: () => Promise.resolve(undefined),
          // Left out, it is looked up in the config file; there is no second attempt that it could help.
          disableClockSkewCorrection: true,
        }).send(new GetCallerIdentityCommand({})),
      );
      const fields = new AnswerFields(answer, network.hostOf({ service, at }));
      return { account: fields.token('Account'), arn: fields.text('Arn'), userId: fields.text('UserId') };
    },
  };
}
