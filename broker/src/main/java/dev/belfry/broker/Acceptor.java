package dev.belfry.broker;

import io.moquette.broker.MoquetteIdleTimeoutHandler;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sockets that listen, and the threads that read and write what was accepted. */
final class Acceptor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
  private static final int LONGEST_CLIENT_ID = 65_535;
  private static final int BACKLOG = 1024;

  private final EventLoopGroup threads =
      new NioEventLoopGroup(0, new DefaultThreadFactory("belfry-mqtt-io", true));
  private final List<Channel> listening = new ArrayList<>();
  private final BrokerLimits limits;
  private final ChannelHandler door;
  private final ConnAckCorrection correction;

  Acceptor(BrokerLimits limits, ChannelHandler door) {
    this.limits = limits;
    this.door = door;
    this.correction = new ConnAckCorrection(limits.packetBytes());
  }

  /**
   * Listens, and returns where; the loopback address of IPv6 is left out on a machine without.
   *
   * @throws BrokerException when an address or a port cannot be had
   */
  List<Listener> listen(List<Listener> listeners) throws BrokerException {
    List<Listener> bound = new ArrayList<>();
    for (Listener listener : listeners) {
      InetAddress address = resolve(listener);
      if (isMissingIpv6(address)) {
        LOG.warn("{} is left out: this machine has no IPv6 loopback", listener);
      } else {
        bound.add(listener.withPort(bind(listener, address)));
      }
    }
    if (bound.isEmpty()) {
      throw BrokerException.because("there is no address to listen on");
    }
    return bound;
  }

  static InetAddress resolve(Listener listener) throws BrokerException {
    try {
      return InetAddress.getByName(listener.host());
    } catch (java.net.UnknownHostException unknown) {
      throw BrokerException.at(
          listener, "\"" + listener.host() + "\" is no address of this machine", unknown);
    }
  }

  private static boolean isMissingIpv6(InetAddress address) throws BrokerException {
    try {
      return address instanceof Inet6Address
          && address.isLoopbackAddress()
          && NetworkInterface.getByInetAddress(address) == null;
    } catch (SocketException unreadable) {
      throw BrokerException.because(
          "the network interfaces cannot be listed: " + unreadable.getMessage(), unreadable);
    }
  }

  private int bind(Listener listener, InetAddress address) throws BrokerException {
    ChannelFuture binding =
        new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(limits.unsentBytes() / 2, limits.unsentBytes()))
            .childHandler(pipeline())
            .bind(new InetSocketAddress(address, listener.port()));
    if (!binding.awaitUninterruptibly(limits.startTime().toMillis()) || !binding.isSuccess()) {
      throw refusal(listener, binding.cause());
    }
    listening.add(binding.channel());
    return ((InetSocketAddress) binding.channel().localAddress()).getPort();
  }

  private ChannelInitializer<SocketChannel> pipeline() {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast("keepAlive", new MoquetteIdleTimeoutHandler());
        pipeline.addLast("decoder", new MqttDecoder(limits.packetBytes(), LONGEST_CLIENT_ID));
        pipeline.addLast("encoder", MqttEncoder.INSTANCE);
        pipeline.addLast("correction", correction);
        pipeline.addLast("door", door);
      }
    };
  }

  private static BrokerException refusal(Listener listener, Throwable cause) {
    String place = "port " + listener.port() + " on " + listener.host();
    String reason = cause == null ? "no answer in time" : String.valueOf(cause.getMessage());
    if (cause instanceof BindException && reason.contains("in use")) {
      return BrokerException.at(listener, place + " is already in use", cause);
    }
    return BrokerException.at(listener, place + " cannot be listened on: " + reason, cause);
  }

  /** Accepts nobody any more. */
  void stopListening() {
    listening.forEach(
        channel -> channel.close().awaitUninterruptibly(limits.closeTime().toMillis()));
  }

  /** Closes all connections and ends the threads. */
  @Override
  public void close() {
    stopListening();
    threads
        .shutdownGracefully(0, limits.closeTime().toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(limits.closeTime().toMillis());
  }
}
