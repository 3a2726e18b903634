package io.gatehouse.services.shop;

/**
 * A request that a load generator sends again and again.
 *
 * @param path behind {@code /api}
 * @param body JSON that is posted; empty for a GET
 */
public record Call(String path, String body) {}
