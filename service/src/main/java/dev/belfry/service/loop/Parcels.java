package dev.belfry.service.loop;

import dev.belfry.effect.Effect;
import dev.belfry.service.outbox.Parcel;
import java.util.ArrayList;
import java.util.List;

/** Makes parcels of effects, and numbers them. */
final class Parcels {
  private static final int RADIX = 36;

  private final String storeId;
  private final Post post;
  private long next;

  /**
   * @param storeId in front of each id, for other stores count, too
   */
  Parcels(String storeId, long next, Post post) {
    this.storeId = storeId;
    this.next = next;
    this.post = post;
  }

  long next() {
    return next;
  }

  /** One parcel for each target of an effect. */
  List<Parcel> of(Effect effect, long timeMillis) {
    List<Parcel> parcels = new ArrayList<>();
    String group = id(next);
    for (Post.Address to : post.addresses(effect)) {
      parcels.add(new Parcel(next, id(next), group, to.sink(), to.target(), effect, timeMillis));
      next++;
    }
    return parcels;
  }

  private String id(long number) {
    return storeId + "-" + Long.toString(number, RADIX);
  }
}
