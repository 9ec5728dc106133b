package dev.belfry.connectors.http;

/** How an endpoint is called. */
public enum HttpMethod {
  GET(false),
  HEAD(false),
  POST(true),
  PUT(true),
  PATCH(true),
  DELETE(false);

  private final boolean carriesBody;

  HttpMethod(boolean carriesBody) {
    this.carriesBody = carriesBody;
  }

  boolean carriesBody() {
    return carriesBody;
  }
}
