package dev.belfry.program;

import dev.belfry.codec.Value;

/** An expression made ready: evaluating it allocates nothing that its result does not need. */
public interface Node {
  Value eval(Frame frame);
}
