import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { examples, keyHint } from './examples.ts';
import { fetcher } from './fetcher.ts';

// No history plugin: it keeps each request's headers, and so the reader's key, in localStorage.
createRoot(document.getElementById('root')!).render(
  <GraphiQL
    fetcher={fetcher}
    defaultTabs={examples}
    defaultHeaders={keyHint}
    defaultEditorToolsVisibility="variables"
    shouldPersistHeaders={false}
    plugins={[]}
  >
    <GraphiQL.Logo>Counterclaim</GraphiQL.Logo>
  </GraphiQL>,
);
