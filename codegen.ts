import type { CodegenConfig } from '@graphql-codegen/cli';

/** Resolver types and typed operations, all from schema/. What each type's resolvers are handed stands in mappers. */
const domain = (file: string, type: string): string => `../../domain/${file}.ts#${type} as ${type}Parent`;
const parent = (type: string): string => `../parents.ts#${type} as ${type}Parent`;
const connection = (of: string): Record<string, string> => ({
  [`${of}Connection`]: parent(`${of}Connection`),
  [`${of}Edge`]: parent(`${of}Edge`),
});

const scalars = {
  DateTime: { input: 'string', output: 'string' },
  URL: { input: 'string', output: 'string' },
  ID: { input: 'string', output: 'string' },
};

const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  emitLegacyCommonJSImports: false,
  importExtension: '.ts',
  generates: {
    'src/graphql/generated/resolvers.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        scalars,
        enumsAsTypes: true,
        useTypeImports: true,
        defaultScalarType: 'never',
        immutableTypes: true,
        contextType: '../loaders.ts#Context',
        avoidOptionals: { defaultValue: true },
        addInterfaceFieldResolverTypes: true,
        mappers: {
          Node: '../../use-cases/find-node.ts#NodeValue as NodeParent',
          Source: domain('source', 'Source'),
          Party: domain('party', 'Party'),
          Event: domain('event', 'Event'),
          EventSummary: domain('event', 'EventSummary'),
          Side: domain('event', 'Side'),
          Report: domain('report', 'Report'),
          Claim: domain('claim', 'Claim'),
          FigureClaim: domain('claim', 'FigureClaim'),
          StatementClaim: domain('claim', 'StatementClaim'),
          ResponsibilityClaim: domain('claim', 'ResponsibilityClaim'),
          Attribution: parent('Attribution'),
          Citation: domain('claim', 'Citation'),
          VictimGroup: domain('claim', 'VictimGroup'),
          Figure: domain('figure', 'Figure'),
          Bounds: domain('figure', 'Bounds'),
          Question: domain('question', 'Question'),
          FigureQuestion: domain('question', 'FigureQuestion'),
          PropositionQuestion: domain('question', 'PropositionQuestion'),
          ResponsibilityQuestion: domain('question', 'ResponsibilityQuestion'),
          Assessment: domain('assessment', 'Assessment'),
          ClaimChange: domain('change', 'ClaimChange'),
          AgreementChange: domain('change', 'AgreementChange'),
          JournalEntry: domain('journal', 'JournalEntry'),
          Comparison: domain('comparison', 'Comparison'),
          ComparisonRow: parent('ComparisonRow'),
          ComparisonCell: parent('ComparisonCell'),
          Reconciliation: parent('Reconciliation'),
          Tally: parent('Tally'),
          Exclusion: parent('Exclusion'),
          Contradiction: domain('contradiction', 'Contradiction'),
          Camp: domain('camps', 'Camp'),
          Corroboration: parent('Corroboration'),
          SourceComparison: '../../use-cases/compare-sources.ts#SourceComparison as SourceComparisonParent',
          SourcePair: domain('source-comparison', 'SourcePair'),
          SharedQuestion: '../../use-cases/compare-sources.ts#SharedRow as SharedQuestionParent',
          ...connection('SharedQuestion'),
          LossReporting: domain('loss-reporting', 'LossReporting'),
          Viewer: domain('role', 'Viewer'),
          Key: domain('key', 'Key'),
          RecordPartyPayload: parent('Recorded'),
          RecordSourcePayload: parent('Recorded'),
          RecordEventPayload: parent('Recorded'),
          RecordReportPayload: parent('Recorded'),
          ClaimPayload: parent('Recorded'),
          ...connection('Source'),
          ...connection('Party'),
          ...connection('Event'),
          ...connection('Report'),
          ...connection('Claim'),
          ...connection('Assessment'),
          ...connection('JournalEntry'),
        },
      },
    },
    'src/cli/generated/operations.ts': {
      documents: 'src/cli/**/*.graphql',
      plugins: ['typescript-operations', 'typed-document-node'],
      config: { scalars, enumsAsTypes: true, useTypeImports: true, documentMode: 'documentNode' },
    },
  },
};

export default config;
