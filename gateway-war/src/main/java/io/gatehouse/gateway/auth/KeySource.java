package io.gatehouse.gateway.auth;

import java.net.URI;
import java.util.concurrent.CompletionStage;

/** Where issuers' keys are got from. The same one serves as long as it asks in the same way. */
@FunctionalInterface
public interface KeySource {
    /** The text that the URL answers with; without blocking, and in the end it succeeds or fails. */
    CompletionStage<String> fetch(URI url);
}
