package io.moquette.broker;

import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;

/** Why a packet is not taken: in MQTT 5's code, and in words for the log. */
record PacketFault(Disconnect reason, String words) {}
