package dev.belfry.service.loop;

import dev.belfry.effect.Effect;
import dev.belfry.service.outbox.Parcel;
import java.util.List;

/** What is to be delivered, on its way to the world. */
public interface Post {
  /** Where one effect goes. */
  record Address(String sink, String target) {}

  /** To whom an effect goes, each once; to nobody, if there is nobody. Must not wait. */
  List<Address> addresses(Effect effect);

  /** Takes what was committed, in its order; must not wait for anybody. */
  void send(List<Parcel> parcels);
}
