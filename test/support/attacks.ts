/** Requests that ask for far too much with little text, or are much text themselves. GraphQL text, by what it is. */
export const ATTACKS: Readonly<Record<string, string>> = {
  'fragments that double, of 2 KB': `query { event(slug: "qamishli-tay-2021") { ...F0 } }
${Array.from({ length: 24 }, (_, level) => `fragment F${level} on Event { a: parent { ...F${level + 1} } b: parent { ...F${level + 1} } }`).join('\n')}
fragment F24 on Event { id }`,
  '1,000 aliases': `{ ${Array.from({ length: 1_000 }, (_, index) => `a${index}: viewer { name }`).join(' ')} }`,
  '200 aliases within the tokens': `{ viewer { ${Array.from({ length: 200 }, (_, index) => `a${index}: name`).join(' ')} } }`,
  'a depth of 200': `{ event(slug: "qamishli-tay-2021") { ${'parent { '.repeat(199)} id ${'} '.repeat(199)} } }`,
  'a body of 5 MB': `{ viewer { name } } # ${'x'.repeat(5_000_000)}`,
  '10,000 directives': `{ viewer { name ${'@include(if: true) '.repeat(10_000)} } }`,
  '900 fields by name': `{ viewer { ${'name '.repeat(900)} } }`,
  'pages within pages': `{ events(first: 100) { nodes { claims(first: 100) { nodes { source { claims(first: 100) { nodes { id } } } } } } } }`,
  'repeats within repeats': `{ claims(first: 100) { nodes { ${'repeats { '.repeat(8)} id ${'} '.repeat(8)} } } }`,
  'introspection within introspection':
    '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
  'whole introspection many times': `{ ${Array.from({ length: 15 }, (_, index) => `s${index}: __schema { types { name description fields { name description args { name description } } } }`).join(' ')} }`,
  'huge numbers': `{ claims(first: ${'9'.repeat(10_000)}) { totalCount } }`,
  'huge numbers that are whole':
    '{ claims(first: 2147483647) { totalCount } comparison(event: "qamishli-tay-2021") { rows(first: 2147483647, skip: 2147483647) { agreement } } }',
  'deep lists': `{ claims(filter: { events: ${'['.repeat(400)}${']'.repeat(400)} }) { totalCount } }`,
  'a variable of 1 MB': `{ claims(filter: { text: "${'word '.repeat(200_000)}" }) { totalCount } }`,
  'overlapping fields': `{ ${Array.from({ length: 9 }, () => `event(slug: "x") { ${'parent { parent { id } } '.repeat(8)} }`).join(' ')} }`,
};
