package dev.belfry.service.outbox;

/** What became of a parcel, for the store. */
public sealed interface Settlement {
  /** The number of the parcel. */
  long number();

  /** It is there, or a person threw it away. */
  record Gone(long number) implements Settlement {}

  /** It was given up. */
  record Dead(DeadLetter letter) implements Settlement {
    @Override
    public long number() {
      return letter.parcel().number();
    }
  }

  /** A person wants a dead letter to be tried again. */
  record Revived(Parcel parcel) implements Settlement {
    @Override
    public long number() {
      return parcel.number();
    }
  }
}
