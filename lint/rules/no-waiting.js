const MESSAGE =
  'code of a run never waits: a node calls, sets a timer and acts when onReply or onTimer comes; what must read files or load modules belongs into src/app, src/executors, src/engines/live or src/scenario/load';

/** No async function, await, promise or dynamic import: the engine decides when something happens. */
export default {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const report = (node) => context.report({ node, message: MESSAGE });
    const reportAsync = (node) => {
      if (node.async) report(node);
    };
    return {
      FunctionDeclaration: reportAsync,
      FunctionExpression: reportAsync,
      ArrowFunctionExpression: reportAsync,
      AwaitExpression: report,
      ImportExpression: report,
      ForOfStatement(node) {
        if (node.await) report(node);
      },
    };
  },
};
