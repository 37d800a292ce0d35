const MESSAGE =
  '`**` gives different last bits in different versions of V8, and a run must give the same bytes everywhere: multiply, write the literal, or use Math.exp(k * Math.log(x))';

/** Math.pow is banned by no-restricted-properties; this is its operator. */
export default {
  meta: { type: 'problem', schema: [] },
  create(context) {
    return {
      BinaryExpression(node) {
        if (node.operator === '**') context.report({ node, message: MESSAGE });
      },
      AssignmentExpression(node) {
        if (node.operator === '**=') context.report({ node, message: MESSAGE });
      },
    };
  },
};
