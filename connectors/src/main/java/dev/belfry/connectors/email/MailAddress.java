package dev.belfry.connectors.email;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** An e-mail address that was read once: {@code anna@example.org} or {@code Anna <anna@…>}. */
public final class MailAddress {
  private final InternetAddress address;

  private MailAddress(InternetAddress address) {
    this.address = address;
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static MailAddress of(String text) {
    try {
      InternetAddress address = new InternetAddress(text, true);
      if (text.chars().anyMatch(Character::isISOControl) || !address.getAddress().contains("@")) {
        throw new IllegalArgumentException("\"" + text.strip() + "\" is no e-mail address");
      }
      return new MailAddress(address);
    } catch (AddressException unreadable) {
      throw new IllegalArgumentException(
          "\"" + text.strip() + "\" is no e-mail address", unreadable);
    }
  }

  InternetAddress internet() {
    return (InternetAddress) address.clone();
  }

  /** The address alone: {@code anna@example.org}. */
  public String mailbox() {
    return address.getAddress();
  }

  String domain() {
    return mailbox().substring(mailbox().lastIndexOf('@') + 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MailAddress that && address.equals(that.address);
  }

  @Override
  public int hashCode() {
    return address.hashCode();
  }

  @Override
  public String toString() {
    return mailbox();
  }
}
