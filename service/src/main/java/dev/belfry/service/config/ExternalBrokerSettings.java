package dev.belfry.service.config;

import java.util.Optional;

/**
 * A broker of the user's own, and as whom Belfry comes to it.
 *
 * @param clientId the name of the session, the same after every restart
 */
public record ExternalBrokerSettings(
    ListenAddress address, Optional<String> user, Optional<Secret> password, String clientId) {}
