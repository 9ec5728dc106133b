package dev.belfry.broker.external;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.unsubscribe.Mqtt5Unsubscribe;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Keeps what we subscribed to equal to what rules read: asks for what is missing, and takes back
 * what is not read any more. The client itself asks again when the broker lost our session.
 *
 * <p>A live message comes without the retain flag, and a retained one at the beginning of a
 * subscription with it ("Retain As Published" is off); that a subscription begins is for the broker
 * to know, so that nothing is replayed to a session that goes on. What we publish does not come
 * back ("No Local").
 */
final class Subscriptions {
  /** Some brokers take no more in one packet. */
  private static final int MOST_FILTERS_A_PACKET = 8;

  private final Mqtt5AsyncClient client;
  private final FilterFile file;
  private final Consumer<String> refused;
  private Set<String> wanted = Set.of();

  /** What the session has, or will have when the broker has answered. */
  private final Set<String> asked = new HashSet<>();

  /** What it has until the broker has answered. */
  private final Set<String> leaving = new HashSet<>();

  private boolean begun;

  /**
   * @param refused is told in words of what the broker does not let us read
   */
  Subscriptions(Mqtt5AsyncClient client, FilterFile file, Consumer<String> refused) {
    this.client = client;
    this.file = file;
    this.refused = refused;
  }

  synchronized void want(Set<String> filters) {
    wanted = Set.copyOf(filters);
    if (begun) {
      settle();
    }
  }

  /** What was refused before is asked for once more at each connection. */
  synchronized void connected() {
    if (!begun) {
      begun = true;
      unsubscribe(without(file.read(), wanted));
    }
    settle();
  }

  private void settle() {
    Set<String> missing = without(wanted, asked);
    Set<String> unread = without(asked, wanted);
    asked.addAll(missing);
    asked.removeAll(unread);
    if (!missing.isEmpty()) {
      remember();
      inPackets(missing, this::subscribe);
    }
    // What replaces a subscription comes before its end: a message may come twice, but none is
    // lost.
    unsubscribe(unread);
  }

  private static Set<String> without(Set<String> all, Set<String> others) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(others);
    return rest;
  }

  private static void inPackets(Set<String> filters, Consumer<List<String>> send) {
    List<String> packet = new ArrayList<>();
    for (String filter : filters) {
      packet.add(filter);
      if (packet.size() == MOST_FILTERS_A_PACKET) {
        send.accept(List.copyOf(packet));
        packet.clear();
      }
    }
    if (!packet.isEmpty()) {
      send.accept(List.copyOf(packet));
    }
  }

  private void subscribe(List<String> filters) {
    Mqtt5Subscribe packet =
        Mqtt5Subscribe.builder()
            .addSubscriptions(filters.stream().map(Subscriptions::subscription))
            .build();
    var unused =
        client
            .subscribe(packet)
            .whenComplete((answer, failure) -> {
              if (failure != null) {
                notSubscribed(filters, failure);
              }
            });
  }

  private static Mqtt5Subscription subscription(String filter) {
    return Mqtt5Subscription.builder()
        .topicFilter(filter)
        .qos(MqttQos.EXACTLY_ONCE)
        .noLocal(true)
        .retainAsPublished(false)
        .retainHandling(Mqtt5RetainHandling.SEND_IF_SUBSCRIPTION_DOES_NOT_EXIST)
        .build();
  }

  private synchronized void notSubscribed(List<String> filters, Throwable failure) {
    List<Mqtt5SubAckReasonCode> codes =
        failure instanceof Mqtt5SubAckException answer
            ? answer.getMqttMessage().getReasonCodes()
            : List.of();
    for (int i = 0; i < filters.size(); i++) {
      if (codes.size() != filters.size()) {
        asked.remove(filters.get(i));
      } else if (codes.get(i).isError()) {
        asked.remove(filters.get(i));
        refused.accept(
            "the broker does not let us read "
                + filters.get(i)
                + ": "
                + Refusal.words(codes.get(i)));
      }
    }
  }

  private void unsubscribe(Set<String> filters) {
    leaving.addAll(filters);
    inPackets(
        filters,
        packet -> {
          var unused =
              client
                  .unsubscribe(
                      Mqtt5Unsubscribe.builder()
                          .addTopicFilters(packet.stream().map(MqttTopicFilter::of))
                          .build())
                  .thenRun(() -> left(packet));
        });
  }

  private synchronized void left(List<String> filters) {
    filters.forEach(leaving::remove);
    remember();
  }

  private void remember() {
    Set<String> had = new HashSet<>(asked);
    had.addAll(leaving);
    file.write(had);
  }
}
