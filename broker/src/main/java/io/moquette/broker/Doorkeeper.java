package io.moquette.broker;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Says who may come in. */
@FunctionalInterface
public interface Doorkeeper {
  /** Whether this user with this password may connect; never blocks. */
  CompletionStage<Boolean> admits(@Nullable String user, byte @Nullable [] password);
}
